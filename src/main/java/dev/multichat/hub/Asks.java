package dev.multichat.hub;

import dev.multichat.bus.Committed;
import dev.multichat.bus.Settled;
import dev.multichat.core.Answer;
import dev.multichat.core.Caller;
import dev.multichat.core.Draft;
import dev.multichat.core.Entry;
import dev.multichat.core.MultichatException;
import dev.multichat.core.Receipt;
import dev.multichat.core.ReceiptState;
import dev.multichat.metrics.Meters;
import dev.multichat.store.Write;
import dev.multichat.wire.Asking;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waiting for the replies to one message. Whoever asks again waits on, for the store knows all. */
final class Asks {
  private static final Logger LOG = LoggerFactory.getLogger(Asks.class);

  private final Room room;
  private final Attendance attendance;
  private final Waits waits;

  Asks(Vertx vertx, Room room, Attendance attendance) {
    this.room = room;
    this.attendance = attendance;
    this.waits = new Waits(vertx);
  }

  void start() {
    room.bus().onCommitted(this::nudge);
  }

  /** INVALID for what awaits no reply, or would wait too long. */
  static void check(Draft draft, Duration wait) {
    if (!new Asking(draft, wait).draft().awaitsReply()) {
      throw MultichatException.invalid(
          "A message of kind '"
              + draft.kind()
              + "' awaits no reply; ask with a request or a propose, or set 'replyExpected'.");
    }
  }

  private void nudge(Committed hint) {
    if (!waits.none()) {
      for (Entry entry : hint.entries()) {
        entry.exchanges().forEach(waits::nudge);
      }
    }
  }

  /** Ends all waiting, with what there is. */
  void close() {
    waits.close();
  }

  /** The answer when everybody replied or is not awaited any more, or when the time is over. */
  Future<Answer> await(Caller caller, Receipt receipt, Duration patience) {
    Duration allowed = waits.tooMany(caller.agent()) ? Duration.ZERO : patience;
    Waits.Wait wait = waits.begin(receipt.exchange(), caller.agent());
    attendance.waiting(caller.agent(), 1);
    Replies replies = new Replies(room.store(), caller, receipt);
    return await(wait, replies::look, System.nanoTime() + allowed.toNanos())
        .onComplete(
            done -> {
              wait.end();
              attendance.waiting(caller.agent(), -1);
            });
  }

  private Future<Answer> await(Waits.Wait wait, Supplier<Future<Answer>> look, long until) {
    wait.again();
    return look.get()
        .compose(
            answer -> {
              long left = until - System.nanoTime();
              return answer.missing().isEmpty() || left <= 0 || waits.closed()
                  ? Future.succeededFuture(answer)
                  : wait.during(Duration.ofNanos(left)).compose(over -> await(wait, look, until));
            });
  }

  /** The caller took the answer: the replies to it are in no inbox and are pushed to nobody. */
  Future<Void> acknowledged(Caller caller, Answer answer) {
    List<Future<String>> marks =
        answer.replies().stream()
            .filter(reply -> reply.to().contains(caller.agent()))
            .map(reply -> mark(caller.agent(), reply.id()))
            .toList();
    return Future.join(marks)
        .transform(
            done -> {
              List<String> ids =
                  marks.stream().filter(Future::succeeded).map(Future::result).toList();
              room.bus().publish(new Settled(caller.agent(), ids));
              return Future.succeededFuture();
            });
  }

  /** A mark that is lost leaves the reply in the inbox. */
  private Future<String> mark(String agent, String reply) {
    room.meters().delivered(Meters.Way.ASK);
    return room.bus()
        .record(Write.mark(reply, agent, ReceiptState.ACKNOWLEDGED))
        .onFailure(why -> LOG.debug("{} is not marked acknowledged by {}", reply, agent, why))
        .map(reply);
  }
}
