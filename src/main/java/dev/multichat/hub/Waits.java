package dev.multichat.hub;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Calls that wait for something about a key: an agent's inbox, an exchange. A wait is begun before
 * the store is asked, so that nothing falls in between. Safe for any thread.
 */
final class Waits {
  private static final int MOST_OF_ONE = 200;

  private final Vertx vertx;
  private final Groups<Wait> waiting = new Groups<>();
  private final Map<String, Integer> callers = new ConcurrentHashMap<>();
  private volatile boolean closed;

  Waits(Vertx vertx) {
    this.vertx = vertx;
  }

  /** One wait: begun, to be ended whatever happens. */
  final class Wait {
    private final String key;
    private final String caller;
    private volatile Promise<Void> nudged = Promise.promise();

    private Wait(String key, String caller) {
      this.key = key;
      this.caller = caller;
    }

    /** Forgets what happened so far; to be followed by a look at the store. */
    void again() {
      nudged = Promise.promise();
    }

    /** Completes when something happened since, when the time is over, or when the hub closes. */
    Future<Void> during(Duration time) {
      if (closed || nudged.future().isComplete()) {
        return Future.succeededFuture();
      }
      Promise<Void> over = Promise.promise();
      long timer = vertx.setTimer(Math.max(1, time.toMillis()), id -> over.tryComplete());
      nudged.future().onComplete(done -> over.tryComplete());
      return over.future().onComplete(done -> vertx.cancelTimer(timer));
    }

    void end() {
      callers.computeIfPresent(caller, (who, calls) -> calls == 1 ? null : calls - 1);
      waiting.remove(key, this);
    }
  }

  Wait begin(String key, String caller) {
    Wait wait = new Wait(key, caller);
    callers.merge(caller, 1, Integer::sum);
    waiting.add(key, wait);
    return wait;
  }

  /** Whether the caller waits in so many calls that one more would be no use to it. */
  boolean tooMany(String caller) {
    return callers.getOrDefault(caller, 0) >= MOST_OF_ONE;
  }

  boolean none() {
    return waiting.isEmpty();
  }

  /** Something about this key happened. */
  void nudge(String key) {
    waiting.at(key, wait -> wait.nudged.tryComplete());
  }

  boolean closed() {
    return closed;
  }

  /** Ends every wait, and each that is begun from here on, at once. */
  void close() {
    closed = true;
    waiting.each(wait -> wait.nudged.tryComplete());
  }
}
