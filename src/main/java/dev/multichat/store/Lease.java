package dev.multichat.store;

import java.time.Instant;

/**
 * The right of one holder to do something alone until a moment.
 *
 * @param epoch grows each time the holder changes, so that who lost it can be told
 */
public record Lease(String name, String holder, long epoch, Instant until) {}
