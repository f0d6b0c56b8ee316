package dev.multichat.app;

import dev.multichat.client.Follower;
import dev.multichat.client.Following;
import dev.multichat.core.Caller;
import dev.multichat.core.Coordinator;
import dev.multichat.core.Message;
import dev.multichat.wire.Wire;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Follows its inbox and acknowledges one message after the other. When an acknowledgement fails, it
 * tries until it is answered and goes on behind its cursor, or the next time forgets the cursor and
 * begins anew with what is not acknowledged.
 */
final class StreamRecipient implements Follower, AutoCloseable {
  private static final long PAUSE_MS = 100;

  private final Vertx vertx;
  private final Caller me;
  private final Coordinator hub;
  private final Way way;
  private final ShownLedger ledger;
  private volatile boolean closed;
  private volatile Following following;
  private int failures;

  /** How an inbox is followed. */
  interface Way {
    Following follow(Caller caller, String agent, Follower follower);
  }

  StreamRecipient(Vertx vertx, Caller me, Coordinator hub, Way way, ShownLedger ledger) {
    this.vertx = vertx;
    this.me = me;
    this.hub = hub;
    this.way = way;
    this.ledger = ledger;
  }

  StreamRecipient begun() {
    if (!closed) {
      following = way.follow(me, null, this);
      following.ended().onFailure(why -> vertx.setTimer(PAUSE_MS, again -> begun()));
    }
    return this;
  }

  @Override
  public Future<Void> take(Event event) {
    Message message = Wire.decode(event.data(), Message.class);
    ledger.shown(message);
    return acknowledged(message.id());
  }

  private Future<Void> acknowledged(String id) {
    return hub.acknowledge(me, List.of(id))
        .onSuccess(done -> ledger.answered(id))
        .<Void>mapEmpty()
        .recover(lost -> failures++ % 4 == 3 ? Future.failedFuture(lost) : later(id));
  }

  private Future<Void> later(String id) {
    return vertx.timer(PAUSE_MS, TimeUnit.MILLISECONDS).compose(again -> acknowledged(id));
  }

  @Override
  public void close() {
    closed = true;
    following.close();
  }
}
