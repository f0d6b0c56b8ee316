package dev.multichat.gateway.ws;

import dev.multichat.core.Caller;
import dev.multichat.core.Coordinator;
import dev.multichat.core.ErrorCode;
import dev.multichat.core.Handover;
import dev.multichat.core.MultichatException;
import dev.multichat.gateway.Door;
import dev.multichat.gateway.Feeds;
import dev.multichat.gateway.Halves;
import dev.multichat.gateway.Pings;
import dev.multichat.gateway.Shared;
import dev.multichat.gateway.Turns;
import dev.multichat.gateway.WayIn;
import dev.multichat.metrics.Meters;
import dev.multichat.wire.Endpoint;
import dev.multichat.wire.Operations;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/** The way in over WebSocket (RFC 6455): the operations and the streams on one connection. */
public final class WebSocketWay implements WayIn {
  private static final Duration BEAT = Duration.ofSeconds(15);
  private static final short GOING_AWAY = 1001;
  private static final short LATER = 1013;

  private final Vertx vertx;
  private final Setting setting;
  private final Turns<Connection> open;
  private volatile boolean stopped;

  /** What all connections share. */
  record Setting(
      Map<String, Operations.Operation> operations,
      Handover handover,
      Map<String, Feeds.Feed> feeds,
      Shared shared,
      int messageBytes) {}

  /**
   * @param messageBytes that one message may have
   */
  public WebSocketWay(
      Vertx vertx, Coordinator hub, Handover handover, Shared shared, int messageBytes) {
    this(vertx, setting(hub, handover, shared, messageBytes), BEAT);
  }

  /**
   * @param beat how often each connection is looked after
   */
  WebSocketWay(Vertx vertx, Setting setting, Duration beat) {
    this.vertx = vertx;
    this.setting = setting;
    this.open = new Turns<>(vertx, beat, Connection::beat);
  }

  static Setting setting(Coordinator hub, Handover handover, Shared shared, int messageBytes) {
    return new Setting(
        new Operations(hub, handover).byName(),
        handover,
        new Feeds(handover.streams(), shared.places()).byId(),
        shared,
        messageBytes);
  }

  @Override
  public void serve(Router router) {
    router.get(Endpoint.SOCKET).handler(this::upgrade);
  }

  private void upgrade(RoutingContext context) {
    HttpServerRequest request = context.request();
    if (!"websocket".equalsIgnoreCase(request.getHeader(HttpHeaders.UPGRADE))) {
      throw MultichatException.invalid(
          Endpoint.SOCKET
              + " is for WebSocket; docs/contract.md has its frames. HTTP has its own places.");
    }
    checkNotStopped();
    Door.Credentials credentials = Offer.credentials(request);
    Caller caller = setting.shared().door().caller(credentials);
    setting.shared().places().take(caller);
    Runnable forget = Objects.requireNonNull(context.get(WHEN_CLOSED));
    HttpConnection below = request.connection();
    request
        .toWebSocket()
        .onSuccess(
            socket -> {
              Line line = new Line(vertx, socket, below, setting.shared(), caller.agent());
              Connection connection = new Connection(line, credentials, setting);
              socket.closeHandler(
                  closed -> {
                    ended(connection, caller);
                    forget.run();
                  });
              begin(socket, below, line, connection);
              count(below, caller, connection);
            })
        .onFailure(failure -> setting.shared().places().give(caller));
  }

  private void begin(
      ServerWebSocket socket, HttpConnection below, Line line, Connection connection) {
    Pings.bound(below);
    open.add(connection);
    setting.shared().meters().opened(Meters.Connection.WEBSOCKET);
    line.begin();
    socket.frameHandler(connection::take);
  }

  private void count(HttpConnection below, Caller caller, Connection connection) {
    Halves.count(
        below,
        setting.shared().budget(),
        caller::agent,
        full -> connection.end(LATER, String.valueOf(full.getMessage())));
  }

  private void checkNotStopped() {
    if (stopped) {
      throw new MultichatException(
          ErrorCode.UNAVAILABLE, "The hub is stopping; connect again later.");
    }
  }

  private void ended(Connection connection, Caller caller) {
    open.remove(connection);
    setting.shared().meters().closed(Meters.Connection.WEBSOCKET);
    connection.stop();
    setting.shared().places().give(caller);
  }

  @Override
  public void close() {
    stopped = true;
    open.close();
    open.all()
        .forEach(connection -> connection.end(GOING_AWAY, "The hub is stopping; connect again."));
  }
}
