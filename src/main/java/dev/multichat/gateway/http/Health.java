package dev.multichat.gateway.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.TimeUnit;

/** Whether the daemon lives, and whether it can take messages; for probes, without a token. */
final class Health {
  private static final long BEAT_MS = 500;
  private static final long LATE_MS = 1000;
  private static final int STORE_WITHIN_MS = 2000;

  private final Vitals vitals;
  private long beatNanos = System.nanoTime();
  private long delayMs;

  Health(Vertx vertx, Vitals vitals) {
    this.vitals = vitals;
    vertx.setPeriodic(BEAT_MS, this::beat);
  }

  void serve(Router router) {
    router.get("/health/live").handler(context -> tell(context, true, new JsonObject()));
    router.get("/health/ready").handler(this::ready);
  }

  /** How late this thread came to its own timer is how late it comes to requests. */
  private void beat(long timer) {
    long now = System.nanoTime();
    delayMs = Math.max(0, (now - beatNanos) / 1_000_000 - BEAT_MS);
    beatNanos = now;
  }

  private void ready(RoutingContext context) {
    vitals
        .store()
        .timeout(STORE_WITHIN_MS, TimeUnit.MILLISECONDS)
        .onComplete(
            store -> {
              boolean free = delayMs < LATE_MS;
              JsonObject checks =
                  new JsonObject()
                      .put("store", store.succeeded() ? "up" : "down")
                      .put("devlogLag", vitals.devlogLag())
                      .put("eventLoopDelayMs", delayMs);
              tell(context, store.succeeded() && free, checks);
            });
  }

  private static void tell(RoutingContext context, boolean good, JsonObject checks) {
    JsonObject body = new JsonObject().put("status", good ? "up" : "down");
    if (!checks.isEmpty()) {
      body.put("checks", checks);
    }
    context
        .response()
        .setStatusCode(good ? 200 : 503)
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
        .end(body.toBuffer());
  }
}
