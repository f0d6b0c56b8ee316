package dev.multichat.app;

import dev.multichat.bus.RemoteHandlers;
import dev.multichat.config.Config;
import dev.multichat.config.HttpSettings;
import dev.multichat.core.ErrorCode;
import dev.multichat.core.MultichatException;
import dev.multichat.gateway.Bodies;
import dev.multichat.gateway.Door;
import dev.multichat.gateway.Places;
import dev.multichat.gateway.Shared;
import dev.multichat.gateway.WayIn;
import dev.multichat.gateway.bridge.BridgeWay;
import dev.multichat.gateway.bridge.Means;
import dev.multichat.gateway.http.Backstage;
import dev.multichat.gateway.http.HttpGateway;
import dev.multichat.gateway.http.Vitals;
import dev.multichat.gateway.mcp.McpWay;
import dev.multichat.gateway.mcp.ServerFeatures;
import dev.multichat.gateway.mcp.prompts.Book;
import dev.multichat.gateway.mcp.resources.Library;
import dev.multichat.gateway.mcp.tools.Toolbox;
import dev.multichat.gateway.ws.WebSocketWay;
import dev.multichat.hub.Hub;
import dev.multichat.metrics.Meters;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.BindException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Opens the way in over HTTP. */
final class HttpWay {
  private final Vertx vertx;
  private final Config config;
  private final Hub hub;
  private final Meters meters;

  HttpWay(Vertx vertx, Config config, Hub hub, Meters meters) {
    this.meters = meters;
    this.vertx = vertx;
    this.config = config;
    this.hub = hub;
  }

  /** The gateway, ready to be deployed, once the operator's token counts. */
  Future<HttpGateway> prepared(Vitals vitals) {
    HttpSettings settings = config.http();
    int bodyBytes = config.limits().bodyBytes();
    Shared shared =
        new Shared(
            new Door(hub.authentication()),
            HttpGateway.budget(bodyBytes),
            new Places(),
            meters,
            Duration.ofMillis(settings.slowReaderMs()));
    Backstage backstage = new Backstage(hub, hub.handover(), hub.identities(), vitals, shared);
    WayIn socket =
        new WebSocketWay(vertx, hub, hub.handover(), shared, HttpGateway.messageBytes(bodyBytes));
    return vertx
        .executeBlocking(() -> new OperatorToken(Path.of(settings.tokenFile())).taken())
        .compose(hub::admitOperator)
        .map(
            known ->
                new HttpGateway(settings, backstage, bodyBytes)
                    .with(List.of(socket, bridge(shared), mcp(shared))));
  }

  private WayIn mcp(Shared shared) {
    Bodies bodies =
        new Bodies(
            vertx, config.http().bodyWithinMs(), config.limits().bodyBytes(), shared.budget());
    Library library = new Library(hub, hub.handover());
    ServerFeatures features =
        new ServerFeatures(new Toolbox(hub, hub.handover()), library, new Book(hub, library));
    return new McpWay(vertx, shared, bodies, features, DaemonVitals.version());
  }

  private WayIn bridge(Shared shared) {
    Duration pushWithin = Duration.ofMillis(config.delivery().replyWithinMs());
    RemoteHandlers handlers = new RemoteHandlers(vertx);
    return new BridgeWay(vertx, new Means(hub, hub.handover(), handlers, pushWithin, shared));
  }

  /** What went wrong with listening, in words that say what to do. */
  static Throwable told(Throwable failure, String host, int port, String section) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof BindException) {
        return new MultichatException(
            ErrorCode.UNAVAILABLE,
            host
                + ":"
                + port
                + " cannot be listened on ("
                + t.getMessage()
                + "); another daemon may run there: set "
                + section
                + ".port, or MULTICHAT_"
                + section.toUpperCase(Locale.ROOT)
                + "_PORT.");
      }
    }
    return failure;
  }
}
