package dev.multichat.hub;

import io.vertx.core.Future;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Marks of agents that are being recorded, so that an agent's next look at its inbox can wait for
 * them. Safe for any thread.
 */
final class Marks {
  private final Map<String, Future<?>> underWay = new ConcurrentHashMap<>();

  /** Remembers these marks until they are over. */
  <T> Future<T> begin(String agent, Future<T> marks) {
    underWay
        .merge(agent, marks, Future::join)
        .onComplete(
            done ->
                underWay.computeIfPresent(agent, (id, last) -> last.isComplete() ? null : last));
    return marks;
  }

  /** Completes when the marks that were begun for this agent by now are over; never fails. */
  Future<?> over(String agent) {
    Future<?> last = underWay.get(agent);
    return last == null ? Future.succeededFuture() : last.otherwiseEmpty();
  }
}
