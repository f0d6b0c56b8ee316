package dev.multichat.deliver;

import dev.multichat.bus.Bus;
import dev.multichat.core.Audience;
import dev.multichat.core.Draft;
import dev.multichat.core.Entry;
import dev.multichat.core.EntryType;
import dev.multichat.core.ErrorCode;
import dev.multichat.core.Kind;
import dev.multichat.core.Message;
import dev.multichat.core.MultichatException;
import dev.multichat.core.Names;
import dev.multichat.core.ReceiptState;
import dev.multichat.hub.Stamp;
import dev.multichat.store.Outcome;
import dev.multichat.store.Write;
import dev.multichat.wire.Wire;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** Has recorded what came of pushing: that a message was taken, or that it is dead. */
final class Verdicts {
  private static final long RETRY_MS = 1000;

  private final Bus bus;

  Verdicts(Bus bus) {
    this.bus = bus;
  }

  /**
   * The handler took it. Until that is recorded it is tried again, so that it is not redelivered.
   */
  void acknowledge(Vertx vertx, Mailbox mailbox, Entry entry) {
    mailbox.settling(entry.position());
    String id = Objects.requireNonNull(entry.message()).id();
    bus.record(Write.mark(id, mailbox.agent(), ReceiptState.ACKNOWLEDGED))
        .onSuccess(done -> mailbox.settledAt(entry.position()))
        .onFailure(
            why -> {
              if (why instanceof MultichatException refusal
                  && refusal.code() == ErrorCode.NOT_FOUND) {
                mailbox.settledAt(entry.position());
              } else {
                vertx.setTimer(RETRY_MS, again -> acknowledge(vertx, mailbox, entry));
              }
            });
  }

  /**
   * Gives a message up for one recipient, and tells its sender: by the event, and by a notice
   * unless that is refused, as in a closed session.
   */
  Future<Outcome> dead(Entry entry, String agent, int failures) {
    Message message = Objects.requireNonNull(entry.message());
    String reason = "its handler failed or did not reply " + failures + " times";
    Entry event = Entry.about(EntryType.DEAD, message, agent, reason);
    return bus.record(Write.event(event, true))
        .compose(
            outcome ->
                outcome.entry() == null || Names.isHubs(message.from())
                    ? Future.succeededFuture(outcome)
                    : tell(message, agent, reason, outcome.entry()).otherwise(outcome));
  }

  private Future<Outcome> tell(Message message, String agent, String reason, Entry event) {
    Draft draft =
        Draft.of(
            Kind.FAILURE,
            List.of(message.from()),
            "Not delivered to " + agent,
            "The message `" + message.id() + "` is dead for " + agent + ": " + reason + ".");
    Instant at = Objects.requireNonNull(event.at());
    String id = Stamp.derived(Names.HUB, "dead " + event.position());
    Message notice = Message.accepted(draft, id, message.session(), Names.HUB, at);
    return bus.record(Write.message(Entry.of(notice, Audience.LIST), Wire.hash(draft), null, true));
  }
}
