package dev.multichat.gateway.mcp;

import dev.multichat.gateway.mcp.tools.Turn;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;

/** Progress of a call that waits, for a client that gave a token for it. */
final class Beats implements Turn.Progress {
  private static final long FIRST_MS = 1000;
  private static final long EACH_MS = 10_000;

  private final Vertx vertx;
  private final Asked asked;

  Beats(Vertx vertx, Asked asked) {
    this.vertx = vertx;
    this.asked = asked;
  }

  @Override
  public <T> Future<T> during(Future<T> waited, int seconds) {
    Object token = asked.call().progressToken();
    if (token == null || waited.isComplete() || !asked.canBeNotified()) {
      return waited;
    }
    long begun = System.nanoTime();
    long timer = vertx.setPeriodic(FIRST_MS, EACH_MS, beat -> tell(token, begun, seconds));
    asked.cancelled().onSuccess(gone -> vertx.cancelTimer(timer));
    return waited.onComplete(done -> vertx.cancelTimer(timer));
  }

  private void tell(Object token, long begun, int seconds) {
    long over = (System.nanoTime() - begun) / 1_000_000_000L;
    JsonObject progress =
        new JsonObject()
            .put("progressToken", token)
            .put("progress", Math.min(over, seconds))
            .put("total", seconds)
            .put("message", "Waiting; " + over + " of " + seconds + " seconds are over.");
    asked.notify("notifications/progress", progress);
  }
}
