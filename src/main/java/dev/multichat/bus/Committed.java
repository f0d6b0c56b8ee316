package dev.multichat.bus;

import dev.multichat.core.Entry;
import java.util.List;

/**
 * The hint that there is something up to a position. It carries the entries of the commit along, so
 * that a reader which missed none before needs not ask the store for them.
 */
public record Committed(long upTo, List<Entry> entries) {}
