package dev.multichat.core;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One recorded conversation.
 *
 * @param open whether others may join and send by themselves
 * @param lastSeq the seq of its newest message, 0 before the first
 * @param held why the loop guard holds it; absent when it does not, and where nobody asked it
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
    long lastSeq,
    @Nullable String held) {
  /** The same session, which is held for this reason. */
  public Session heldBecause(String reason) {
    return new Session(
        id,
        topic,
        initiator,
        participants,
        open,
        state,
        createdAt,
        lastActivityAt,
        lastSeq,
        reason);
  }
}
