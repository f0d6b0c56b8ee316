package dev.multichat.core;

import java.time.Instant;
import java.util.List;

/**
 * One recorded conversation.
 *
 * @param open whether others may join and send by themselves
 * @param lastSeq the seq of its newest message, 0 before the first
 */
public record Session(
    String id,
    String topic,
    String initiator,
    List<String> participants,
    boolean open,
    SessionState state,
    Instant createdAt,
    Instant lastActivityAt,
    long lastSeq) {}
