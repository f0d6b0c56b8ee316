package dev.multichat.hub;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Calls that wait for something about a key: an agent's inbox, an exchange. A wait is begun before
 * the store is asked, so that nothing falls in between. Safe for any thread.
 */
final class Waits {
  private final Vertx vertx;
  private final Map<String, Set<Promise<Void>>> waiting = new ConcurrentHashMap<>();

  Waits(Vertx vertx) {
    this.vertx = vertx;
  }

  /** One wait: begun, to be ended whatever happens. */
  final class Wait {
    private final String key;
    private final Promise<Void> nudged = Promise.promise();

    private Wait(String key) {
      this.key = key;
      waiting.compute(
          key,
          (k, set) -> {
            Set<Promise<Void>> waits = set == null ? ConcurrentHashMap.newKeySet() : set;
            waits.add(nudged);
            return waits;
          });
    }

    /** Completes with true when something happened, with false when the time is over. */
    Future<Boolean> during(Duration time) {
      if (nudged.future().isComplete()) {
        return Future.succeededFuture(true);
      }
      Promise<Boolean> first = Promise.promise();
      long timer = vertx.setTimer(Math.max(1, time.toMillis()), id -> first.tryComplete(false));
      nudged.future().onComplete(done -> first.tryComplete(true));
      return first.future().onComplete(done -> vertx.cancelTimer(timer));
    }

    void end() {
      waiting.computeIfPresent(
          key,
          (k, set) -> {
            set.remove(nudged);
            return set.isEmpty() ? null : set;
          });
    }
  }

  Wait begin(String key) {
    return new Wait(key);
  }

  boolean none() {
    return waiting.isEmpty();
  }

  /** Something about this key happened. */
  void nudge(String key) {
    Set<Promise<Void>> waits = waiting.get(key);
    if (waits != null) {
      waits.forEach(Promise::tryComplete);
    }
  }
}
