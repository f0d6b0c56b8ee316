package dev.multichat.move;

import dev.multichat.core.ErrorCode;
import dev.multichat.core.MultichatException;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for what a store answers. */
final class Waiting {
  private static final long PATIENCE_MINUTES = 10;

  private Waiting() {}

  /** The result; its own failure as it is, TIMEOUT when a store does not answer at all. */
  static <T> T on(Future<T> future) {
    try {
      return future
          .toCompletionStage()
          .toCompletableFuture()
          .get(PATIENCE_MINUTES, TimeUnit.MINUTES);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException known) {
        throw known;
      }
      throw new MultichatException(ErrorCode.INTERNAL, "The store failed unexpectedly.", e);
    } catch (TimeoutException e) {
      throw new MultichatException(
          ErrorCode.TIMEOUT,
          "The store did not answer within " + PATIENCE_MINUTES + " minutes; look after it.",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MultichatException(ErrorCode.UNAVAILABLE, "It was interrupted.", e);
    }
  }

  /** The results of all, in order. */
  static <T> List<T> onAll(List<Future<T>> futures) {
    on(Future.all(futures));
    List<T> results = new ArrayList<>(futures.size());
    futures.forEach(future -> results.add(future.result()));
    return results;
  }
}
