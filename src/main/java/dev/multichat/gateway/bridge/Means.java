package dev.multichat.gateway.bridge;

import dev.multichat.bus.RemoteHandlers;
import dev.multichat.core.Coordinator;
import dev.multichat.core.Handover;
import dev.multichat.gateway.Budget;
import dev.multichat.gateway.Door;
import java.time.Duration;

/**
 * What the bridge works with.
 *
 * @param handlers how the hub's pushes are taken
 * @param budget for what is under way
 * @param pushWithin how long the hub waits for the answer to a push
 * @param slowReader after which a connection that takes nothing is cut
 */
public record Means(
    Coordinator hub,
    Handover handover,
    Door door,
    RemoteHandlers handlers,
    Budget budget,
    Duration pushWithin,
    Duration slowReader) {}
