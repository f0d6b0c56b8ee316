package dev.multichat.app;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.multichat.client.HubSocket;
import dev.multichat.core.Caller;
import dev.multichat.core.Draft;
import dev.multichat.core.Kind;
import dev.multichat.core.Receipt;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Sends into a session of its own at a pace, one message after the other and each until it has its
 * receipt; after it was held up it catches up.
 */
final class SoakSender {
  private static final long PAUSE_MS = 50;
  private static final long MOST_BEHIND_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final Vertx vertx;
  private final HubSocket hub;
  private final Talk talk;
  private final SoakLedger ledger;
  private final Pulse pulse;
  private final Promise<Void> ended = Promise.promise();
  private volatile boolean stopping;
  private long due = System.nanoTime();

  /** Who speaks, where and to whom, and how often. */
  record Talk(Caller me, String session, String to, long everyNanos) {}

  SoakSender(Vertx vertx, HubSocket hub, Talk talk, SoakLedger ledger) {
    this.vertx = vertx;
    this.hub = hub;
    this.talk = talk;
    this.ledger = ledger;
    this.pulse = new Pulse(hub::url);
  }

  Pulse pulse() {
    return pulse;
  }

  SoakSender begun() {
    next(1);
    return this;
  }

  private void next(int turn) {
    if (stopping) {
      ended.complete();
      return;
    }
    Draft draft =
        Draft.of(Kind.INFORM, List.of(talk.to()), "", SoakLedger.body(turn))
            .at(UuidCreator.getTimeOrderedEpoch().toString(), talk.session(), null);
    sent(draft)
        .onSuccess(
            receipt -> {
              pulse.beat();
              ledger.told(turn, receipt);
            })
        .compose(told -> whenDue())
        .onSuccess(paused -> next(turn + 1))
        .onFailure(why -> ledger.trouble(talk + " cannot go on: " + why));
  }

  private Future<?> whenDue() {
    long now = System.nanoTime();
    due = Math.max(due + talk.everyNanos(), now - MOST_BEHIND_NANOS);
    long millis = TimeUnit.NANOSECONDS.toMillis(due - now);
    return millis < 1 ? Future.succeededFuture() : vertx.timer(millis);
  }

  private Future<Receipt> sent(Draft draft) {
    return hub.coordinator()
        .send(talk.me(), draft)
        .recover(lost -> vertx.timer(PAUSE_MS).compose(again -> sent(draft)));
  }

  /** Done when the message under way has its receipt. */
  Future<Void> stop() {
    stopping = true;
    return ended.future();
  }
}
