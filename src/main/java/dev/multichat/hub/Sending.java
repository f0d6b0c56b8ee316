package dev.multichat.hub;

import dev.multichat.bus.Bus;
import dev.multichat.config.Limits;
import dev.multichat.core.Caller;
import dev.multichat.core.Draft;
import dev.multichat.core.Entry;
import dev.multichat.core.ErrorCode;
import dev.multichat.core.Message;
import dev.multichat.core.MultichatException;
import dev.multichat.core.Receipt;
import dev.multichat.core.Sent;
import dev.multichat.metrics.Meters;
import dev.multichat.store.Known;
import dev.multichat.store.Outcome;
import dev.multichat.store.SessionStore;
import dev.multichat.store.Write;
import dev.multichat.wire.Wire;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Checks, stamps and hands over what is sent. */
final class Sending {
  private static final int TOPIC = 200;

  private final SessionStore store;
  private final Bus bus;
  private final Directory directory;
  private final Rights rights;
  private final Recipients recipients;
  private final Limits limits;
  private final Stamp stamp;
  private final Meters meters;
  private final Guards guards;

  /** A draft with its session and recipients, and what it answers if that was read for them. */
  private record Placed(Draft draft, @Nullable Message answered) {}

  Sending(Room room, Directory directory, Rights rights, Limits limits, Guards guards) {
    this.store = room.store();
    this.bus = room.bus();
    this.stamp = room.stamp();
    this.meters = room.meters();
    this.directory = directory;
    this.rights = rights;
    this.limits = limits;
    this.guards = guards;
    this.recipients = new Recipients(directory, limits);
  }

  Recipients recipients() {
    return recipients;
  }

  Future<Sent> send(Caller caller, Draft draft) {
    long began = System.nanoTime();
    String id = identity(caller, draft);
    String hash = Wire.hash(draft);
    return Future.succeededFuture(draft)
        .compose(given -> placed(caller, given))
        .compose(placed -> record(caller, placed, id, hash))
        .recover(
            failure ->
                draft.id() == null && draft.key() == null
                    ? Future.failedFuture(failure)
                    : firstReceipt(new Known(id, caller.agent(), hash, 0), failure))
        .onSuccess(sent -> meters.sent(draft.kind(), sent.known(), System.nanoTime() - began));
  }

  private String identity(Caller caller, Draft draft) {
    if (draft.id() != null) {
      return draft.id();
    }
    return draft.key() == null ? stamp.id() : Stamp.derived(caller.agent(), draft.key());
  }

  /** The draft with session and recipients filled in where a reply leaves them out. */
  private Future<Placed> placed(Caller caller, Draft draft) {
    directory.checkActs(caller);
    guards.pace().sender(caller);
    checkSize(draft);
    checkTimes(draft);
    draft.nextSteps().forEach(step -> recipients.checkOwner(step.owner()));
    String answered = draft.inReplyTo();
    if (answered == null || (draft.session() != null && !draft.to().isEmpty())) {
      return Future.succeededFuture(new Placed(draft, null));
    }
    return (draft.session() == null ? rights.message(caller, answered) : answered(answered))
        .map(question -> answering(caller, draft, question));
  }

  /** Whether it is in the session that was named is looked at when the reply is appended. */
  private Future<Message> answered(String id) {
    return store
        .message(id)
        .map(found -> found.map(Entry::message).orElseThrow(() -> Rights.noMessage(id)));
  }

  private static Placed answering(Caller caller, Draft draft, Message question) {
    String session = draft.session() == null ? question.session() : draft.session();
    List<String> back =
        question.from().equals(caller.agent()) ? question.to() : List.of(question.from());
    List<String> to = draft.to().isEmpty() ? back : draft.to();
    return new Placed(draft.placed(session, to), question);
  }

  private void checkSize(Draft draft) {
    String body = draft.body();
    int most = limits.bodyBytes();
    boolean tooLarge =
        body.length() > most
            || (body.length() > most / 3 && body.getBytes(StandardCharsets.UTF_8).length > most);
    if (tooLarge) {
      throw new MultichatException(
          ErrorCode.TOO_LARGE,
          "The body is larger than " + most + " bytes of UTF-8; send a part, or a reference.");
    }
  }

  private void checkTimes(Draft draft) {
    Instant now = stamp.now();
    if (draft.replyBy() != null && !draft.replyBy().isAfter(now)) {
      throw MultichatException.invalid("'replyBy' lies in the past.");
    }
    if (draft.expiresAt() != null && !draft.expiresAt().isAfter(now)) {
      throw MultichatException.invalid("'expiresAt' lies in the past.");
    }
  }

  private Future<Sent> record(Caller caller, Placed placed, String id, String hash) {
    guards.here(id);
    Draft draft = placed.draft();
    Recipients.Resolved to = recipients.resolve(caller, draft.to(), draft.session() != null);
    String opens = draft.session() == null ? topic(draft) : null;
    String session = draft.session() == null ? stamp.id() : draft.session();
    Message message =
        Message.accepted(draft, id, session, caller.agent(), stamp.now()).to(to.ids());
    Write write = Write.message(Entry.of(message, to.audience()), hash, opens, caller.isOperator());
    return opens == null
        ? into(caller, write, placed.answered())
        : bus.record(write).compose(Sending::sent);
  }

  /** Into a session that there is, past what guards it. */
  private Future<Sent> into(Caller caller, Write write, @Nullable Message answered) {
    Message message = message(write);
    return guards
        .loops()
        .check(caller, message, answered)
        .compose(
            link -> {
              guards.pace().into(caller, message.session());
              return bus.record(write)
                  .onSuccess(
                      outcome -> guards.loops().recorded(message.id(), link, outcome.known()))
                  .onFailure(why -> guards.pace().refused(caller, message.session(), why));
            })
        .compose(Sending::sent);
  }

  private static Message message(Write write) {
    return Objects.requireNonNull(Objects.requireNonNull(write.entry()).message());
  }

  private static Future<Sent> sent(Outcome outcome) {
    return sent(outcome.entry(), outcome.known());
  }

  private static Future<Sent> sent(@Nullable Entry entry, boolean known) {
    return entry == null
        ? Future.failedFuture(
            new MultichatException(ErrorCode.INTERNAL, "The store gave no entry back."))
        : Future.succeededFuture(new Sent(Receipt.first(entry), known));
  }

  private static String topic(Draft draft) {
    String text = draft.subject().isBlank() ? draft.body().strip() : draft.subject();
    String line = text.lines().findFirst().orElse("").replace("\0", "");
    return line.length() <= TOPIC ? line : line.substring(0, line.offsetByCodePoints(0, 150));
  }

  /** What a known id gives back, whatever else speaks against the message now. */
  private Future<Sent> firstReceipt(Known now, Throwable failure) {
    return store
        .known(now.id())
        .otherwise(Optional.empty())
        .compose(
            known -> {
              if (known.isEmpty()) {
                return Future.failedFuture(failure);
              }
              boolean same =
                  known.get().hash().equals(now.hash()) && known.get().from().equals(now.from());
              return same ? stored(now.id(), failure) : Future.failedFuture(inUse(now, failure));
            });
  }

  private Future<Sent> stored(String id, Throwable failure) {
    return store
        .message(id)
        .compose(
            entry -> entry.isPresent() ? sent(entry.get(), true) : Future.failedFuture(failure));
  }

  /** Who may not send at all is told nothing of others' ids. */
  private static Throwable inUse(Known now, Throwable failure) {
    boolean mayNot =
        failure instanceof MultichatException refusal && refusal.code() == ErrorCode.FORBIDDEN;
    return mayNot
        ? failure
        : MultichatException.conflict(
            "The id or key is in use by another message ('" + now.id() + "'); give a new one.");
  }
}
