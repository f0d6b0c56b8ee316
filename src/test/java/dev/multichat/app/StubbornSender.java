package dev.multichat.app;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.multichat.core.Caller;
import dev.multichat.core.Coordinator;
import dev.multichat.core.Draft;
import dev.multichat.core.Kind;
import dev.multichat.core.Receipt;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Sends into a session, one message after the other, and each until it has its receipt. */
final class StubbornSender {
  private static final long PACE_MS = 15;
  private static final long PAUSE_MS = 100;

  private final Vertx vertx;
  private final Caller me;
  private final Coordinator hub;
  private final String session;
  private final ToldLedger told;
  private final Promise<Void> ended = Promise.promise();
  private volatile boolean stopping;

  StubbornSender(Vertx vertx, Caller me, Coordinator hub, String session, ToldLedger told) {
    this.vertx = vertx;
    this.me = me;
    this.hub = hub;
    this.session = session;
    this.told = told;
  }

  StubbornSender begun() {
    next(1);
    return this;
  }

  private void next(int turn) {
    if (stopping) {
      ended.complete();
      return;
    }
    String id = UuidCreator.getTimeOrderedEpoch().toString();
    String body = "Turn " + turn + " of " + me.agent() + ".";
    Draft draft = Draft.of(Kind.INFORM, List.of(session), "", body).at(id, session, null);
    told.sending(new ToldLedger.Sending(me.agent(), draft));
    sent(draft)
        .onSuccess(told::given)
        .compose(done -> vertx.timer(PACE_MS, TimeUnit.MILLISECONDS))
        .onSuccess(paused -> next(turn + 1));
  }

  private Future<Receipt> sent(Draft draft) {
    return hub.send(me, draft)
        .recover(
            lost -> vertx.timer(PAUSE_MS, TimeUnit.MILLISECONDS).compose(again -> sent(draft)));
  }

  /** Done when the message under way has its receipt. */
  Future<Void> stop() {
    stopping = true;
    return ended.future();
  }
}
