package dev.multichat.app;

import dev.multichat.bus.Neighbours;
import dev.multichat.store.Fence;
import dev.multichat.store.Lease;
import dev.multichat.store.SessionStore;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Work that one node of a cluster does at a time: the one that holds the lease of its name. It
 * moves within 10 s when that node is gone or hangs, and at once when it stops in order. A daemon
 * by itself does it without a lease. Lives on one context.
 */
final class Shift {
  private static final Logger LOG = LoggerFactory.getLogger(Shift.class);
  private static final Duration TERM = Duration.ofSeconds(6);
  private static final Duration PACE = Duration.ofSeconds(2);
  private static final long LOOK_MS = 250;

  /** Where verticles are put that do the work; they end with the shift, the last one first. */
  interface Crew {
    Future<Void> deploy(VerticleBase verticle);
  }

  /** Begins the work under a tenure that has just begun. */
  interface Work {
    Future<Void> begin(Tenure tenure, Crew crew);
  }

  /**
   * On which node it is.
   *
   * @param holder a name that no other node has, nor this one when it is started again
   */
  record Place(
      Vertx vertx, SessionStore store, Clock clock, Neighbours neighbours, String holder) {}

  private final Place place;
  private final String name;
  private final Work work;
  private final Context home;
  private final Deque<String> deployed = new ArrayDeque<>();
  private Future<Void> turn = Future.succeededFuture();
  private volatile @Nullable Tenure tenure;
  private long timer = -1;
  private long asked;
  private boolean asking;
  private boolean stopped;

  Shift(Place place, String name, Work work) {
    this.place = place;
    this.name = name;
    this.work = work;
    this.home = place.vertx().getOrCreateContext();
  }

  String name() {
    return name;
  }

  /** Whether it is this node that does it. Any thread. */
  boolean isHere() {
    Tenure now = tenure;
    return now != null && now.holds();
  }

  /** Completes when it is known who does it, and when it is this node, once the work has begun. */
  Future<Void> start() {
    if (!place.neighbours().mayBe()) {
      return here(() -> begin(Tenure.unguarded()));
    }
    place.neighbours().onFreed(() -> home.runOnContext(go -> ask()));
    home.runOnContext(go -> timer = place.vertx().setPeriodic(LOOK_MS, LOOK_MS, tick -> look()));
    return here(this::ask).compose(known -> here(() -> turn));
  }

  private <T> Future<T> here(Supplier<Future<T>> what) {
    Promise<T> promise = Promise.promise();
    home.runOnContext(go -> what.get().onComplete(promise));
    return promise.future();
  }

  private void look() {
    Tenure now = tenure;
    if (now != null && !now.holds()) {
      LOG.warn("This node lost '{}', as it was paused or the store could not be reached", name);
      end();
    }
    if (System.nanoTime() - asked >= PACE.toNanos()) {
      ask();
    }
  }

  private Future<Void> ask() {
    if (asking || stopped) {
      return Future.succeededFuture();
    }
    asking = true;
    long now = System.nanoTime();
    asked = now;
    return place
        .store()
        .lease(name, place.holder(), place.clock().instant().plus(TERM))
        .transform(
            told -> {
              Promise<Void> done = Promise.promise();
              home.runOnContext(
                  go -> {
                    asking = false;
                    if (told.succeeded()) {
                      told(told.result(), now + TERM.toNanos());
                    } else {
                      LOG.debug("'{}' is not renewed: {}", name, told.cause().getMessage());
                    }
                    done.complete();
                  });
              return done.future();
            });
  }

  private void told(Lease lease, long until) {
    Tenure now = tenure;
    boolean own = lease.holder().equals(place.holder()) && !stopped;
    Fence fence = new Fence(name, lease.epoch());
    if (now != null && !(own && now.renew(fence, until))) {
      now.end();
      end();
    }
    if (own && tenure == null) {
      LOG.info("This node does '{}' now (epoch {})", name, lease.epoch());
      Tenure next = Tenure.of(fence, until);
      tenure = next;
      turn = turn.transform(before -> begin(next));
    }
  }

  private Future<Void> begin(Tenure next) {
    tenure = next;
    return work.begin(next, this::deploy)
        .onFailure(why -> LOG.error("'{}' cannot be done here", name, why));
  }

  private Future<Void> deploy(VerticleBase verticle) {
    return place.vertx().deployVerticle(verticle).onSuccess(deployed::push).mapEmpty();
  }

  private Future<Void> end() {
    tenure = null;
    turn = turn.transform(before -> undeploy());
    return turn;
  }

  private Future<Void> undeploy() {
    String last = deployed.poll();
    return last == null
        ? Future.succeededFuture()
        : place
            .vertx()
            .undeploy(last)
            .onFailure(why -> LOG.warn("A part did not stop in order: {}", why.toString()))
            .transform(done -> undeploy());
  }

  /** Ends the work here and lets the next node begin it at once. */
  Future<Void> stop() {
    return here(
        () -> {
          stopped = true;
          place.vertx().cancelTimer(timer);
          boolean had = tenure != null && place.neighbours().mayBe();
          return end()
              .compose(
                  over ->
                      had
                          ? place.store().release(name, place.holder()).otherwiseEmpty()
                          : Future.succeededFuture())
              .onSuccess(freed -> place.neighbours().freed());
        });
  }
}
