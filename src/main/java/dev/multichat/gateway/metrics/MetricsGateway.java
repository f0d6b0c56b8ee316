package dev.multichat.gateway.metrics;

import dev.multichat.config.MetricsSettings;
import dev.multichat.metrics.Meters;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The metrics on a port of their own, for whoever reaches it, without a token. Where that is this
 * machine only, it must be called by a name of loopback, so that no web page can read them.
 */
public final class MetricsGateway extends VerticleBase {
  private static final String PATH = "/metrics";
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "::1", "[::1]");
  private static final int IDLE_SECONDS = 120;
  private static final int HEAD_BYTES = 8 * 1024;

  private final MetricsSettings settings;
  private final Meters meters;
  private @Nullable HttpServer server;

  public MetricsGateway(MetricsSettings settings, Meters meters) {
    this.settings = settings;
    this.meters = meters;
  }

  @Override
  public Future<?> start() {
    HttpServerOptions options =
        new HttpServerOptions()
            .setHttp2ClearTextEnabled(false)
            .setCompressionSupported(true)
            .setIdleTimeout(IDLE_SECONDS)
            .setMaxHeaderSize(HEAD_BYTES);
    HttpServer opened = vertx.createHttpServer(options).requestHandler(this::answer);
    server = opened;
    return opened.listen(settings.port(), settings.host());
  }

  private void answer(HttpServerRequest request) {
    if (!isCalledByItsName(request.authority())) {
      end(request, 403, "Call it as 127.0.0.1 or localhost.\n");
    } else if (!PATH.equals(request.path())) {
      end(request, 404, "There is only " + PATH + ".\n");
    } else if (!request.method().equals(HttpMethod.GET)) {
      request.response().putHeader(HttpHeaders.ALLOW, "GET");
      end(request, 405, PATH + " takes GET only.\n");
    } else {
      vertx
          .executeBlocking(meters::text, false)
          .onSuccess(text -> end(request, 200, text))
          .onFailure(why -> end(request, 500, "The metrics cannot be told.\n"));
    }
  }

  private boolean isCalledByItsName(@Nullable HostAndPort called) {
    return !settings.loopback() || (called != null && LOOPBACK.contains(called.host()));
  }

  private static void end(HttpServerRequest request, int status, String text) {
    request
        .response()
        .setStatusCode(status)
        .putHeader(HttpHeaders.CONTENT_TYPE, status == 200 ? Meters.TYPE : "text/plain")
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .end(text);
  }

  @Override
  public Future<?> stop() {
    return server == null ? Future.succeededFuture() : server.close();
  }
}
