package dev.multichat.gateway.bridge;

import dev.multichat.core.ErrorCode;
import dev.multichat.core.MultichatException;
import dev.multichat.gateway.Door;
import dev.multichat.gateway.Feeds;
import dev.multichat.gateway.Pings;
import dev.multichat.gateway.Turns;
import dev.multichat.gateway.WayIn;
import dev.multichat.metrics.Meters;
import dev.multichat.wire.Operations;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The event bus at {@code /eventbus} for the standard clients, by SockJS over WebSockets and by raw
 * WebSockets: the public addresses only, each connection only as the agent that its token names.
 */
public final class BridgeWay implements WayIn {
  private static final String AT = "/eventbus";
  private static final Duration BEAT = Duration.ofSeconds(15);

  /** Of RFC 6455, 7.4.1. */
  private static final int GOING_AWAY = 1001;

  /** Beats without a word or a pong, after which nobody is there. */
  private static final int SILENT_BEATS = 3;

  /** Who has shown no token yet may hold half a message each, and no more of them. */
  private static final int MOST_UNBOUND = 200;

  private final Vertx vertx;
  private final Means means;
  private final Map<String, Operations.Operation> operations;
  private final Feeds.Feed sessions;
  private final SecureRandom chance = new SecureRandom();
  private final Turns<Connection> connections;
  private volatile boolean stopped;

  public BridgeWay(Vertx vertx, Means means) {
    this(vertx, means, BEAT);
  }

  /**
   * @param beat how often each connection is looked after
   */
  BridgeWay(Vertx vertx, Means means, Duration beat) {
    this.vertx = vertx;
    this.means = means;
    Duration silence = beat.multipliedBy(SILENT_BEATS);
    this.connections = new Turns<>(vertx, beat, connection -> connection.look(silence));
    this.operations = new Operations(means.hub(), means.handover()).byName();
    this.sessions =
        Objects.requireNonNull(new Feeds(means.handover().streams()).byId().get(Feeds.SESSION));
  }

  @Override
  public void serve(Router router) {
    router.get(AT + "/info").handler(this::info);
    router.get(AT + "/websocket").handler(context -> upgrade(context, Framing.RAW));
    router
        .get(AT + "/:server/:session/websocket")
        .handler(context -> upgrade(context, Framing.SOCKJS));
  }

  /** What a client of SockJS asks first. It asks with credentials, of which we have none. */
  private void info(RoutingContext context) {
    JsonObject info =
        new JsonObject()
            .put("websocket", true)
            .put("cookie_needed", false)
            .put("origins", List.of("*:*"))
            .put("entropy", Integer.toUnsignedLong(chance.nextInt()));
    if (context.response().headers().contains(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN)) {
      context.response().putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_CREDENTIALS, "true");
    }
    context
        .response()
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json; charset=UTF-8")
        .end(info.encode());
  }

  private void upgrade(RoutingContext context, Framing framing) {
    HttpServerRequest request = context.request();
    if (!request.canUpgradeToWebSocket()) {
      throw MultichatException.invalid("This address is for WebSockets (RFC 6455) only.");
    }
    Badge badge = badge(request);
    HttpConnection connection = request.connection();
    Runnable forget = Objects.requireNonNull(context.get(WayIn.WHEN_CLOSED));
    request
        .toWebSocket()
        .onSuccess(
            socket -> {
              Pings.bound(connection);
              Line line = new Line(vertx, socket, connection, framing, means.shared());
              open(line, badge, forget);
            })
        .onFailure(
            why -> {
              badge.leave();
              if (!context.response().ended()) {
                context.fail(why);
              }
            });
  }

  /** Who comes with a token is known before it is let in; others show one in their frames. */
  private Badge badge(HttpServerRequest request) {
    if (stopped) {
      throw new MultichatException(
          ErrorCode.UNAVAILABLE, "The daemon is stopping; connect again later.");
    }
    Badge badge = new Badge(means.shared().door(), means.shared().places());
    if (request.headers().contains(HttpHeaders.AUTHORIZATION)) {
      badge.bind(Door.credentials(request));
    } else if (connections.all().filter(one -> !one.isBound()).count() >= MOST_UNBOUND) {
      throw new MultichatException(
          ErrorCode.LIMITED, "Too many connect without a token; try again, or send it at once.");
    }
    return badge;
  }

  private void open(Line line, Badge badge, Runnable forget) {
    Connection connection = new Connection(means, operations, sessions, badge, line);
    connections.add(connection);
    means.shared().meters().opened(Meters.Connection.BRIDGE);
    connection.open(
        () -> {
          connections.remove(connection);
          means.shared().meters().closed(Meters.Connection.BRIDGE);
          forget.run();
        });
  }

  @Override
  public void close() {
    stopped = true;
    connections.close();
    connections.all().forEach(one -> one.end(GOING_AWAY, "The daemon stops; connect again later."));
  }
}
