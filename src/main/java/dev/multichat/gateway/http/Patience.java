package dev.multichat.gateway.http;

import dev.multichat.config.HttpSettings;
import dev.multichat.gateway.WayIn;
import dev.multichat.metrics.Meters;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Closes connections on which no request comes about, however slowly its head trickles in: bytes
 * that are no request do not count.
 */
final class Patience {
  private static final int LOOKS = 4;
  private static final int MOST_CONNECTIONS = 20_000;

  private final Vertx vertx;
  private final HttpSettings settings;
  private final Meters meters;
  private final Map<HttpConnection, Waiting> connections = new ConcurrentHashMap<>();
  private final long timer;

  /** A connection: since when it has no request, whether it ever had one, how many it has. */
  private record Waiting(long sinceNanos, boolean first, int requests) {
    Waiting begun() {
      return new Waiting(sinceNanos, false, requests + 1);
    }

    Waiting ended() {
      return new Waiting(System.nanoTime(), false, requests - 1);
    }
  }

  Patience(Vertx vertx, HttpSettings settings, Meters meters) {
    this.meters = meters;
    this.vertx = vertx;
    this.settings = settings;
    int shorter = Math.min(settings.headWithinMs(), settings.idleMs());
    timer = vertx.setPeriodic(Math.max(1, shorter / LOOKS), this::look);
  }

  /** One too many is hung up on at once, so that those that are there go on. */
  void watch(HttpConnection connection) {
    if (connections.size() >= MOST_CONNECTIONS) {
      connection.close();
      return;
    }
    connections.put(connection, new Waiting(System.nanoTime(), true, 0));
    meters.opened(Meters.Connection.HTTP);
    connection.closeHandler(closed -> forget(connection));
  }

  private void forget(HttpConnection connection) {
    if (connections.remove(connection) != null) {
      meters.closed(Meters.Connection.HTTP);
    }
  }

  /** Notes that a request's head is there, and passes it on. */
  void begin(RoutingContext context) {
    HttpConnection connection = context.request().connection();
    connections.computeIfPresent(connection, (key, waiting) -> waiting.begun());
    Runnable forget = () -> forget(connection);
    context.put(WayIn.WHEN_CLOSED, forget);
    context.addEndHandler(
        ended -> connections.computeIfPresent(connection, (key, waiting) -> waiting.ended()));
    context.next();
  }

  private void look(long timerId) {
    long now = System.nanoTime();
    connections.forEach(
        (connection, waiting) -> {
          long millis = (now - waiting.sinceNanos()) / 1_000_000;
          int most = waiting.first() ? settings.headWithinMs() : settings.idleMs();
          if (waiting.requests() == 0 && millis > most) {
            connection.close();
          }
        });
  }

  /** How many connections are watched. */
  int watched() {
    return connections.size();
  }

  void close() {
    vertx.cancelTimer(timer);
  }
}
