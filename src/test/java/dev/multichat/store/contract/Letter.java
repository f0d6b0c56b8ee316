package dev.multichat.store.contract;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.multichat.core.Audience;
import dev.multichat.core.Draft;
import dev.multichat.core.Entry;
import dev.multichat.core.Importance;
import dev.multichat.core.Kind;
import dev.multichat.core.Message;
import dev.multichat.core.NextStep;
import dev.multichat.store.Write;
import dev.multichat.wire.Wire;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A message in the making. */
public final class Letter {
  private String id = UuidCreator.getTimeOrderedEpoch().toString();
  private final String from;
  private final List<String> to;
  private String session = "talk";
  private String opens;
  private Kind kind = Kind.INFORM;
  private String subject = "Subject";
  private String body = "Body";
  private String answers;
  private Instant replyBy;
  private Instant expiresAt;
  private Instant createdAt = Instant.parse("2025-09-24T04:00:00.000Z");
  private List<NextStep> steps = List.of();
  private boolean forced;

  private Letter(String from, List<String> to) {
    this.from = from;
    this.to = to;
  }

  /** To the session when no recipient is named. */
  public static Letter from(String from, String... to) {
    return new Letter(from, List.of(to));
  }

  public Letter id(String given) {
    id = given;
    return this;
  }

  public String id() {
    return id;
  }

  public Letter in(String given) {
    session = given;
    return this;
  }

  public Letter opens(String topic) {
    opens = topic;
    return this;
  }

  public Letter kind(Kind given) {
    kind = given;
    return this;
  }

  public Letter request() {
    return kind(Kind.REQUEST);
  }

  public Letter subject(String given) {
    subject = given;
    return this;
  }

  public Letter body(String given) {
    body = given;
    return this;
  }

  public Letter answers(Message message) {
    answers = message.id();
    return in(message.session());
  }

  public Letter answers(String message) {
    answers = message;
    return this;
  }

  public Letter replyBy(Instant at) {
    replyBy = at;
    return this;
  }

  public Letter expiresAt(Instant at) {
    expiresAt = at;
    return this;
  }

  public Letter createdAt(Instant at) {
    createdAt = at;
    return this;
  }

  public Letter steps(NextStep... given) {
    steps = List.of(given);
    return this;
  }

  public Letter forced() {
    forced = true;
    return this;
  }

  private Draft draft() {
    return new Draft(
        id,
        null,
        session,
        to,
        kind,
        subject,
        body,
        answers,
        null,
        replyBy,
        expiresAt,
        Importance.NORMAL,
        List.of(),
        steps,
        List.of(),
        List.of(),
        Map.of(),
        null);
  }

  public Write write() {
    Draft draft = draft();
    Message message = Message.accepted(draft, id, session, from, createdAt);
    Audience audience = to.isEmpty() ? Audience.SESSION : Audience.LIST;
    return Write.message(Entry.of(message, audience), Wire.hash(draft), opens, forced);
  }
}
