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
import dev.multichat.store.Fence;
import dev.multichat.store.Outcome;
import dev.multichat.store.Write;
import dev.multichat.wire.Wire;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Has recorded what came of pushing: that a message was taken, or that it is dead. */
final class Verdicts {
  private static final long RETRY_MS = 1000;

  private final Bus bus;
  private final @Nullable Fence fence;

  Verdicts(Bus bus, @Nullable Fence fence) {
    this.bus = bus;
    this.fence = fence;
  }

  private Future<Outcome> record(Write write) {
    return bus.record(write.under(fence));
  }

  /**
   * The handler took it. Until that is recorded it is tried again, so that it is not redelivered,
   * unless another node delivers by now.
   */
  void acknowledge(Vertx vertx, Mailbox mailbox, Entry entry) {
    mailbox.settling(entry.position());
    String id = Objects.requireNonNull(entry.message()).id();
    record(Write.mark(id, mailbox.agent(), ReceiptState.ACKNOWLEDGED))
        .onSuccess(done -> mailbox.settledAt(entry.position()))
        .onFailure(
            why -> {
              ErrorCode code = MultichatException.codeOf(why);
              if (code == ErrorCode.NOT_FOUND || code == ErrorCode.CONFLICT) {
                mailbox.settledAt(entry.position());
              } else {
                vertx.setTimer(RETRY_MS, again -> acknowledge(vertx, mailbox, entry));
              }
            });
  }

  /** Gives a message up for one recipient, and tells its sender: by the event and by a notice. */
  Future<Outcome> dead(Vertx vertx, Entry entry, String agent, int failures) {
    Message message = Objects.requireNonNull(entry.message());
    String reason = "its handler failed or did not reply " + failures + " times";
    Entry event = Entry.about(EntryType.DEAD, message, agent, reason);
    return record(Write.event(event, true))
        .onSuccess(
            outcome -> {
              if (outcome.entry() != null && !Names.isHubs(message.from())) {
                tell(vertx, notice(message, outcome.entry()));
              }
            });
  }

  private static Write notice(Message message, Entry event) {
    String agent = String.valueOf(event.agent());
    Draft draft =
        Draft.of(
            Kind.FAILURE,
            List.of(message.from()),
            "Not delivered to " + agent,
            "The message `"
                + message.id()
                + "` is dead for "
                + agent
                + ": "
                + event.reason()
                + ".");
    Instant at = Objects.requireNonNull(event.at());
    String id = Stamp.derived(Names.HUB, "dead " + event.position());
    Message notice = Message.accepted(draft, id, message.session(), Names.HUB, at);
    return Write.message(Entry.of(notice, Audience.LIST), Wire.hash(draft), null, true);
  }

  /** Until it is recorded or refused for good, as it is in a closed session. */
  private void tell(Vertx vertx, Write notice) {
    record(notice)
        .onFailure(
            why -> {
              if (passes(why)) {
                vertx.setTimer(RETRY_MS, again -> tell(vertx, notice));
              }
            });
  }

  private static boolean passes(Throwable why) {
    return why instanceof MultichatException refusal
        && switch (refusal.code()) {
          case LIMITED, UNAVAILABLE, STORAGE_FULL, TIMEOUT, INTERNAL -> true;
          default -> false;
        };
  }
}
