package dev.multichat.store.redis;

import dev.multichat.core.MultichatException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Response;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection that heals: when it is cut or an answer does not come in time, it is given up, and
 * another one is made, with growing pauses. What is sent meanwhile fails at once.
 */
final class Line {
  private static final Logger LOG = LoggerFactory.getLogger(Line.class);
  private static final long SHORTEST_MS = 50;
  private static final long LONGEST_MS = 2000;

  private final Vertx vertx;
  private final Address address;
  private final Script script;
  private final Function<Long, List<String>> head;
  private final Function<Link, Future<Void>> greeting;
  private final AtomicLong generation = new AtomicLong();
  private volatile @Nullable Link link;
  private volatile @Nullable MultichatException refusal;
  private volatile boolean closed;
  private Promise<Void> healing = Promise.promise();
  private long lostAt;

  /**
   * @param head what goes before the arguments of each call over the connection of this number
   * @param greeting what is done on each connection before it is used
   */
  Line(
      Vertx vertx,
      Address address,
      Script script,
      Function<Long, List<String>> head,
      Function<Link, Future<Void>> greeting) {
    this.vertx = vertx;
    this.address = address;
    this.script = script;
    this.head = head;
    this.greeting = greeting;
  }

  Future<Void> connect() {
    return Link.open(vertx, address, script, head.apply(generation.incrementAndGet()))
        .compose(
            made ->
                greeting
                    .apply(made)
                    .onSuccess(greeted -> take(made))
                    .onFailure(failure -> made.close()));
  }

  private synchronized void take(Link made) {
    if (closed) {
      made.close();
      return;
    }
    link = made;
    refusal = null;
    made.onEnd(() -> lose(made, "it was cut"));
    healing.tryComplete();
  }

  /** Runs a command of the script; a failure of which nobody knows the outcome is a TIMEOUT. */
  Future<@Nullable Response> call(String command, List<String> arguments) {
    Link used = link;
    if (closed || used == null) {
      return Future.failedFuture(closed ? Faults.closed() : unconnected());
    }
    return call(used, command, arguments);
  }

  /** Why there is no connection: what the last try was refused with, if anybody was there. */
  private MultichatException unconnected() {
    MultichatException told = refusal;
    return told == null ? Faults.down(address, null) : told;
  }

  private Future<@Nullable Response> call(Link used, String command, List<String> arguments) {
    return used.call(command, arguments)
        .recover(
            failure ->
                Faults.isNoScript(failure)
                    ? used.load().compose(loaded -> used.call(command, arguments))
                    : Future.failedFuture(failure))
        .recover(failure -> Future.failedFuture(judged(used, failure)));
  }

  private MultichatException judged(Link used, Throwable failure) {
    if (Faults.isLost(failure)) {
      lose(used, "an answer did not come");
      return Faults.lost(address, failure);
    }
    return Faults.of(address, failure);
  }

  private synchronized void lose(Link lost, String why) {
    if (link != lost) {
      return;
    }
    link = null;
    healing = Promise.promise();
    lostAt = System.nanoTime();
    lost.close();
    if (!closed) {
      LOG.warn(
          "The connection to {} was given up since {}; connecting again.", address.shown(), why);
      heal(SHORTEST_MS);
    }
  }

  private void heal(long pause) {
    vertx.setTimer(
        pause,
        timer -> {
          if (!closed) {
            connect().onSuccess(done -> tellHealed()).onFailure(failure -> again(failure, pause));
          }
        });
  }

  private void again(Throwable failure, long pause) {
    MultichatException told = failure instanceof MultichatException known ? known : null;
    refusal = told;
    if (told != null) {
      LOG.warn(told.getMessage());
    }
    heal(Math.min(2 * pause, LONGEST_MS));
  }

  private synchronized void tellHealed() {
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - lostAt);
    LOG.info("{} is connected again after {} ms.", address.shown(), millis);
  }

  /** Completes when there is a connection again; fails when that takes too long. */
  synchronized Future<Void> healed() {
    return healing.future().timeout(address.timeoutMs(), TimeUnit.MILLISECONDS);
  }

  /** Finishes what was sent before, says goodbye with a last command, and closes. */
  synchronized Future<Void> close(@Nullable String last) {
    closed = true;
    Link open = link;
    link = null;
    if (open == null) {
      return Future.succeededFuture();
    }
    Future<?> said = last == null ? Future.succeededFuture() : open.call(last, List.of("0"));
    return said.transform(done -> open.close());
  }
}
