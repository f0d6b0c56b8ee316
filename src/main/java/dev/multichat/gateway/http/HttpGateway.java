package dev.multichat.gateway.http;

import dev.multichat.config.HttpSettings;
import dev.multichat.gateway.Bodies;
import dev.multichat.gateway.Budget;
import dev.multichat.gateway.Door;
import dev.multichat.gateway.WayIn;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The API of docs/http.md and openapi.yaml. It listens on one address; closing finishes what is in
 * flight.
 */
public final class HttpGateway extends VerticleBase {
  private static final int TO_FINISH_SECONDS = 2;

  /** Who neither sends nor reads for longer than any call waits is cut off, whatever it is owed. */
  private static final int LONGEST_WAIT_MS = 60_000;

  private static final Duration BEAT = Duration.ofSeconds(15);
  private static final int BESIDES_BYTES = 64 * 1024;
  private static final int HEAD_BYTES = 16 * 1024;
  private static final int LINE_BYTES = 8 * 1024;
  private static final int COMPRESSED_FROM_BYTES = 1024;

  /**
   * What the kernel holds for one who takes nothing: by itself it would let it grow to megabytes.
   */
  private static final int SEND_BUFFER_BYTES = 128 * 1024;

  private final HttpSettings settings;
  private final Backstage backstage;
  private final int bodyBytes;
  private @Nullable HttpServer server;
  private final Duration beat;
  private @Nullable Patience patience;
  private @Nullable Streaming streaming;
  private @Nullable Tls tls;
  private List<WayIn> others = List.of();

  /**
   * @param bodyBytes that a message's body may have
   */
  public HttpGateway(HttpSettings settings, Backstage backstage, int bodyBytes) {
    this(settings, backstage, bodyBytes, BEAT);
  }

  /** Serves these beside it, on the same port. To be called before it is deployed. */
  public HttpGateway with(List<WayIn> ways) {
    others = ways;
    return this;
  }

  /**
   * @param beat how often streams show that they are alive
   */
  HttpGateway(HttpSettings settings, Backstage backstage, int bodyBytes, Duration beat) {
    this.beat = beat;
    this.settings = settings;
    this.backstage = backstage;
    this.bodyBytes = bodyBytes;
  }

  @Override
  public Future<?> start() {
    HttpServerOptions options = options();
    Tls secured = new Tls(vertx, settings);
    tls = secured;
    secured.apply(options);
    HttpServer opened = vertx.createHttpServer(options);
    Patience watch = new Patience(vertx, settings, backstage.meters());
    patience = watch;
    opened.connectionHandler(watch::watch);
    Door door = backstage.shared().door();
    Measures measures = new Measures(backstage.meters(), door);
    opened.invalidRequestHandler(measures::malformed);
    Router router = router(watch, door, measures);
    opened.requestHandler(new Framing(router, measures::malformed));
    server = opened;
    return opened.listen(settings.port(), settings.host()).onSuccess(secured::follow);
  }

  private HttpServerOptions options() {
    return new HttpServerOptions()
        .setHttp2ClearTextEnabled(false)
        .setSendBufferSize(SEND_BUFFER_BYTES)
        .setHandle100ContinueAutomatically(true)
        .setIdleTimeout(settings.idleMs() + LONGEST_WAIT_MS)
        .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
        .setMaxHeaderSize(HEAD_BYTES)
        .setMaxInitialLineLength(LINE_BYTES)
        .setWebSocketSubProtocols(WayIn.PROTOCOLS)
        .setMaxWebSocketFrameSize(messageBytes(bodyBytes))
        .setMaxWebSocketMessageSize(messageBytes(bodyBytes))
        .setPerFrameWebSocketCompressionSupported(false)
        .setPerMessageWebSocketCompressionSupported(false)
        .setCompressionSupported(true)
        .setCompressionContentSizeThreshold(COMPRESSED_FROM_BYTES);
  }

  /** For requests and answers that are under way, on all ways in together. */
  public static Budget budget(int bodyBytes) {
    return Budget.ofHeap(Bodies.largest(bodyBytes));
  }

  /**
   * How many bytes a message of a WebSocket may have: a body whose every character is escaped once,
   * and what stands beside it.
   */
  public static int messageBytes(int bodyBytes) {
    return 2 * bodyBytes + BESIDES_BYTES;
  }

  private Router router(Patience watch, Door door, Measures measures) {
    Router router = Router.router(vertx);
    Problems.handle(router);
    router.route().handler(watch::begin).handler(measures::look).handler(new Edge(settings));
    measures.serve(router);
    new Health(vertx, backstage.vitals()).serve(router);
    new Contract().serve(router);
    Budget budget = backstage.shared().budget();
    Bodies bodies = new Bodies(vertx, settings.bodyWithinMs(), bodyBytes, budget);
    Streaming streams = new Streaming(vertx, backstage, beat);
    streaming = streams;
    streams.serve(router);
    others.forEach(way -> way.serve(router));
    new Api(backstage, door, bodies, new Replies(budget)).serve(router);
    return router;
  }

  /** Where it is reached, for a client on this machine. */
  public String url() {
    String host = settings.host();
    boolean any = host.equals("0.0.0.0") || host.equals("::");
    String name = any ? "127.0.0.1" : host.contains(":") ? "[" + host + "]" : host;
    int port = server == null ? settings.port() : server.actualPort();
    return (settings.tls() ? "https://" : "http://") + name + ":" + port;
  }

  @Override
  public Future<?> stop() {
    if (patience != null) {
      patience.close();
    }
    if (streaming != null) {
      streaming.close();
    }
    if (tls != null) {
      tls.close();
    }
    others.forEach(WayIn::close);
    return server == null
        ? Future.succeededFuture()
        : server.shutdown(TO_FINISH_SECONDS, TimeUnit.SECONDS);
  }
}
