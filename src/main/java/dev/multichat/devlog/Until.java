package dev.multichat.devlog;

import dev.multichat.core.ErrorCode;
import dev.multichat.core.MultichatException;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits until something holds that only one context knows. */
final class Until {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final long LOOK_MILLIS = 20;

  private final BooleanSupplier holds;
  private final long until = System.nanoTime() + PATIENCE.toNanos();
  private final Promise<Void> promise = Promise.promise();

  private Until(BooleanSupplier holds) {
    this.holds = holds;
  }

  /** Completes on the context, while it holds; UNAVAILABLE when it does not within 10 s. */
  static Future<Void> holds(Context context, BooleanSupplier what) {
    Until until = new Until(what);
    context.runOnContext(
        v -> context.owner().setPeriodic(1, LOOK_MILLIS, timer -> until.look(context, timer)));
    return until.promise.future();
  }

  private void look(Context context, long timer) {
    boolean late = System.nanoTime() > until;
    if (holds.getAsBoolean()) {
      promise.tryComplete();
    } else if (late) {
      promise.tryFail(
          new MultichatException(
              ErrorCode.UNAVAILABLE,
              "The devlogs are not written up to what is to be removed; it is tried again."));
    }
    if (promise.future().isComplete()) {
      context.owner().cancelTimer(timer);
    }
  }
}
