package dev.multichat.core;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One immutable utterance of a session. Until a store appended it, {@code seq} is 0 and {@code
 * exchange} and {@code recordedAt} are absent; afterwards nothing of it changes.
 *
 * @param seq 1, 2, 3 … without gaps in its session
 * @param from stamped by the hub from the authenticated caller
 * @param to the resolved recipients
 * @param exchange the id of the message that opened the exchange
 * @param createdAt when the hub accepted it
 * @param recordedAt when it was committed
 */
public record Message(
    String id,
    String session,
    @Nullable String exchange,
    long seq,
    String from,
    List<String> to,
    Kind kind,
    String subject,
    String body,
    @Nullable String inReplyTo,
    @Nullable Boolean replyExpected,
    @Nullable Instant replyBy,
    @Nullable Instant expiresAt,
    Importance importance,
    List<String> keyPoints,
    List<NextStep> nextSteps,
    List<String> status,
    List<String> tags,
    Map<String, String> metadata,
    @Nullable String traceparent,
    Instant createdAt,
    @Nullable Instant recordedAt) {

  public Message {
    to = to == null ? List.of() : to;
    keyPoints = keyPoints == null ? List.of() : keyPoints;
    nextSteps = nextSteps == null ? List.of() : nextSteps;
    status = status == null ? List.of() : status;
    tags = tags == null ? List.of() : tags;
    metadata = metadata == null ? Map.of() : metadata;
    subject = Objects.requireNonNullElse(subject, "");
    body = Objects.requireNonNullElse(body, "");
    importance = Objects.requireNonNullElse(importance, Importance.NORMAL);
  }

  /** What the hub accepted: the draft with its stamp, not yet appended. */
  public static Message accepted(Draft d, String id, String session, String from, Instant now) {
    return new Message(
        id,
        session,
        null,
        0,
        from,
        d.to(),
        d.kind(),
        d.subject(),
        d.body(),
        d.inReplyTo(),
        d.replyExpected(),
        d.replyBy(),
        d.expiresAt(),
        d.importance(),
        d.keyPoints(),
        d.nextSteps(),
        d.status(),
        d.tags(),
        d.metadata(),
        d.traceparent(),
        now,
        null);
  }

  /** This message to these recipients. */
  public Message to(List<String> recipients) {
    return new Message(
        id,
        session,
        exchange,
        seq,
        from,
        recipients,
        kind,
        subject,
        body,
        inReplyTo,
        replyExpected,
        replyBy,
        expiresAt,
        importance,
        keyPoints,
        nextSteps,
        status,
        tags,
        metadata,
        traceparent,
        createdAt,
        recordedAt);
  }

  /** This message as it was appended. */
  public Message appended(String newExchange, long newSeq, Instant at) {
    return new Message(
        id,
        session,
        newExchange,
        newSeq,
        from,
        to,
        kind,
        subject,
        body,
        inReplyTo,
        replyExpected,
        replyBy,
        expiresAt,
        importance,
        keyPoints,
        nextSteps,
        status,
        tags,
        metadata,
        traceparent,
        createdAt,
        at);
  }

  /** This message without its texts: all that the state of an exchange needs. */
  public Message bare() {
    return new Message(
        id,
        session,
        exchange,
        seq,
        from,
        to,
        kind,
        subject,
        "",
        inReplyTo,
        replyExpected,
        replyBy,
        expiresAt,
        importance,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        Map.of(),
        traceparent,
        createdAt,
        recordedAt);
  }

  /** Whether each recipient is awaited to reply. */
  public boolean awaitsReply() {
    return replyExpected != null ? replyExpected : kind.awaitsReply();
  }

  /** How many characters its texts have, roughly. */
  public int weight() {
    int chars = body.length() + subject.length() + 100 * (nextSteps.size() + metadata.size());
    return chars + length(keyPoints) + length(status) + length(tags) + length(to);
  }

  private static int length(List<String> texts) {
    int chars = 0;
    for (String text : texts) {
      chars += text.length();
    }
    return chars;
  }

  /** Whether it opens an exchange, that is, answers nothing. */
  public boolean opensExchange() {
    return inReplyTo == null;
  }

  /** Whether it opens an exchange in which nobody is awaited. */
  public boolean isNotice() {
    return opensExchange() && !awaitsReply();
  }
}
