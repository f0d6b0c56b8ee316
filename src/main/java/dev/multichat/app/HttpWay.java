package dev.multichat.app;

import dev.multichat.bus.RemoteHandlers;
import dev.multichat.config.Config;
import dev.multichat.config.HttpSettings;
import dev.multichat.core.ErrorCode;
import dev.multichat.core.MultichatException;
import dev.multichat.gateway.Budget;
import dev.multichat.gateway.Door;
import dev.multichat.gateway.bridge.BridgeWay;
import dev.multichat.gateway.bridge.Means;
import dev.multichat.gateway.http.Backstage;
import dev.multichat.gateway.http.HttpGateway;
import dev.multichat.gateway.http.Vitals;
import dev.multichat.hub.Hub;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.BindException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Opens the way in over HTTP. */
final class HttpWay {
  private final Vertx vertx;
  private final Config config;
  private final Hub hub;

  HttpWay(Vertx vertx, Config config, Hub hub) {
    this.vertx = vertx;
    this.config = config;
    this.hub = hub;
  }

  /** The gateway, ready to be deployed, once the operator's token counts. */
  Future<HttpGateway> prepared(Vitals vitals) {
    HttpSettings settings = config.http();
    Backstage backstage =
        new Backstage(hub, hub.handover(), hub.identities(), hub.authentication(), vitals);
    return vertx
        .executeBlocking(() -> new OperatorToken(Path.of(settings.tokenFile())).taken())
        .compose(hub::admitOperator)
        .map(known -> new HttpGateway(settings, backstage, bodyBytes()).with(List.of(bridge())));
  }

  private int bodyBytes() {
    return config.limits().bodyBytes();
  }

  private BridgeWay bridge() {
    Means means =
        new Means(
            hub,
            hub.handover(),
            new Door(hub.authentication()),
            new RemoteHandlers(vertx),
            Budget.ofHeap(bodyBytes()),
            Duration.ofMillis(config.delivery().replyWithinMs()),
            Duration.ofMillis(config.http().slowReaderMs()));
    return new BridgeWay(vertx, means);
  }

  /** What went wrong with listening, in words that say what to do. */
  static Throwable told(Throwable failure, HttpSettings settings) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof BindException) {
        return new MultichatException(
            ErrorCode.UNAVAILABLE,
            settings.host()
                + ":"
                + settings.port()
                + " cannot be listened on ("
                + t.getMessage()
                + "); another daemon may run there: set http.port, or MULTICHAT_HTTP_PORT.");
      }
    }
    return failure;
  }
}
