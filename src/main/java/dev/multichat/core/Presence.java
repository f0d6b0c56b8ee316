package dev.multichat.core;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether an agent is there, as far as the hub can know.
 *
 * @param present it has a handler or a waiting call right now
 * @param lastSeenAt when it last called or took a message; absent: not since the hub started
 */
public record Presence(String agent, boolean present, @Nullable Instant lastSeenAt) {}
