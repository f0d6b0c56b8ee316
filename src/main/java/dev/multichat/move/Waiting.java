package dev.multichat.move;

import dev.multichat.core.Awaiting;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Waits for what a store answers, for as long as a large one may take. */
final class Waiting {
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private Waiting() {}

  /** The result; its own failure as it is, TIMEOUT when a store does not answer at all. */
  static <T> T on(Future<T> future) {
    return Awaiting.result(future, PATIENCE);
  }

  /** The results of all, in order. */
  static <T> List<T> onAll(List<Future<T>> futures) {
    on(Future.all(futures));
    List<T> results = new ArrayList<>(futures.size());
    futures.forEach(future -> results.add(future.result()));
    return results;
  }
}
