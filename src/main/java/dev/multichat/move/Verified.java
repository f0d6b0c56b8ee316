package dev.multichat.move;

import java.util.Map;
import java.util.Set;

/**
 * An export file that was read to its end and found whole.
 *
 * @param messages how many messages each session has in it
 * @param deleted the sessions of which it has only a part
 */
public record Verified(Manifest manifest, Map<String, Long> messages, Set<String> deleted) {}
