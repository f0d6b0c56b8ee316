package dev.multichat.gateway.bridge;

import dev.multichat.bus.RemoteHandlers;
import dev.multichat.core.Coordinator;
import dev.multichat.core.Handover;
import dev.multichat.gateway.Shared;
import java.time.Duration;

/**
 * What the bridge works with.
 *
 * @param handlers how the hub's pushes are taken
 * @param pushWithin how long the hub waits for the answer to a push
 */
public record Means(
    Coordinator hub,
    Handover handover,
    RemoteHandlers handlers,
    Duration pushWithin,
    Shared shared) {}
