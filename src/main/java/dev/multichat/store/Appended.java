package dev.multichat.store;

import dev.multichat.core.Entry;
import java.util.List;

/**
 * The result of a batch.
 *
 * @param outcomes one for each write, in order
 * @param entries everything that was appended, implied events included, in order of position
 */
public record Appended(List<Outcome> outcomes, List<Entry> entries) {}
