package dev.multichat.core;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for a future on a thread that may wait; never call it from an event loop. */
public final class Awaiting {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private Awaiting() {}

  /** Its result within 60 s, else TIMEOUT; its own failure as it is. */
  public static <T> T result(Future<T> future) {
    return result(future, PATIENCE);
  }

  /** Its result within so long, else TIMEOUT; its own failure as it is. */
  public static <T> T result(Future<T> future, Duration patience) {
    try {
      return future
          .toCompletionStage()
          .toCompletableFuture()
          .get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException known) {
        throw known;
      }
      throw new MultichatException(ErrorCode.INTERNAL, "It failed unexpectedly.", e);
    } catch (TimeoutException e) {
      throw new MultichatException(
          ErrorCode.TIMEOUT, "There was no answer within " + patience.toSeconds() + " s.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MultichatException(ErrorCode.UNAVAILABLE, "It was interrupted.", e);
    }
  }
}
