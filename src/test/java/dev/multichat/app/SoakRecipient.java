package dev.multichat.app;

import dev.multichat.client.Follower;
import dev.multichat.client.Following;
import dev.multichat.client.HubSocket;
import dev.multichat.core.Caller;
import dev.multichat.core.Message;
import dev.multichat.wire.Wire;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;

/**
 * Follows its inbox and acknowledges one message after the other, each until that is answered; now
 * and then it forgets its cursor instead, and begins anew with what is not acknowledged.
 */
final class SoakRecipient implements Follower, AutoCloseable {
  private static final long PAUSE_MS = 50;
  private static final int FORGETS_EACH = 4;

  private final Vertx vertx;
  private final Caller me;
  private final HubSocket hub;
  private final SoakLedger ledger;
  private final Pulse pulse;
  private volatile boolean closed;
  private volatile Following following;
  private int failures;

  SoakRecipient(Vertx vertx, Caller me, HubSocket hub, SoakLedger ledger) {
    this.vertx = vertx;
    this.me = me;
    this.hub = hub;
    this.ledger = ledger;
    this.pulse = new Pulse(hub::url);
  }

  Pulse pulse() {
    return pulse;
  }

  SoakRecipient begun() {
    if (!closed) {
      following = hub.followInbox(me, null, this);
      following.ended().onFailure(why -> vertx.setTimer(PAUSE_MS, again -> begun()));
    }
    return this;
  }

  @Override
  public Future<Void> take(Event event) {
    Message message = Wire.decode(event.data(), Message.class);
    pulse.beat();
    ledger.shown(me.agent(), message);
    return acknowledged(message);
  }

  private Future<Void> acknowledged(Message message) {
    return hub.coordinator()
        .acknowledge(me, List.of(message.id()))
        .onSuccess(done -> ledger.acknowledged(message))
        .<Void>mapEmpty()
        .recover(
            lost ->
                failures++ % FORGETS_EACH == FORGETS_EACH - 1
                    ? Future.failedFuture(lost)
                    : vertx.timer(PAUSE_MS).compose(again -> acknowledged(message)));
  }

  @Override
  public void close() {
    closed = true;
    following.close();
  }
}
