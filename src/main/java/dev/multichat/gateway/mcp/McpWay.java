package dev.multichat.gateway.mcp;

import dev.multichat.core.ErrorCode;
import dev.multichat.core.MultichatException;
import dev.multichat.gateway.Bodies;
import dev.multichat.gateway.Shared;
import dev.multichat.gateway.Unsupported;
import dev.multichat.gateway.WayIn;
import dev.multichat.wire.Endpoint;
import dev.multichat.wire.McpTerms;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** The way in for models' clients: the Model Context Protocol, in all its versions over HTTP. */
public final class McpWay implements WayIn {
  private static final Duration BEAT = Duration.ofSeconds(15);
  private static final String METHODS = "DELETE, GET, POST";
  private static final int NOT_ALLOWED = 405;
  private static final int ACCEPTED_NO_CONTENT = 204;

  private final Vertx vertx;
  private final Shared shared;
  private final Bodies bodies;
  private final Serving serving;
  private final ClientSessions sessions;
  private final OpenStreams streams;
  private final WithSessions withSessions;
  private final Stateless stateless;
  private final long timer;
  private volatile boolean stopped;

  /**
   * @param version of this program
   */
  public McpWay(Vertx vertx, Shared shared, Bodies bodies, ServerFeatures offer, String version) {
    this.vertx = vertx;
    this.shared = shared;
    this.bodies = bodies;
    this.serving = new Serving(new Methods(version, offer.features(vertx, shared)), shared);
    this.sessions = new ClientSessions(shared.door(), System::nanoTime);
    this.streams = new OpenStreams(vertx, shared, BEAT);
    this.withSessions = new WithSessions(serving, sessions);
    this.stateless = new Stateless(serving);
    this.timer = vertx.setPeriodic(BEAT.toMillis(), tick -> sessions.look());
  }

  @Override
  public void serve(Router router) {
    router.post(Endpoint.MCP).handler(this::post);
    router.get(Endpoint.MCP).handler(this::get);
    router.delete(Endpoint.MCP).handler(this::delete);
    router.route(Endpoint.MCP).handler(McpWay::otherMethods);
  }

  private HttpExchange taken(RoutingContext context) {
    if (stopped) {
      throw isStopping();
    }
    return new HttpExchange(vertx, context, shared, streams);
  }

  private static MultichatException isStopping() {
    return new MultichatException(
        ErrorCode.UNAVAILABLE, "The hub is stopping; connect again later.");
  }

  private void post(RoutingContext context) {
    HttpExchange http = taken(context);
    bodies
        .text(http.request(), http.caller().agent())
        .recover(McpWay::unread)
        .compose(text -> counted(http, text))
        .onFailure(failure -> fail(context, http, failure));
  }

  /** Bytes that are no text are no JSON either. */
  private static Future<String> unread(Throwable failure) {
    boolean invalid =
        failure instanceof MultichatException refusal && refusal.code() == ErrorCode.INVALID;
    return Future.failedFuture(
        invalid ? RpcError.bad(RpcError.PARSE, String.valueOf(failure.getMessage())) : failure);
  }

  /** What a request holds until it is answered counts as memory of the caller's. */
  private Future<Void> counted(HttpExchange http, String text) {
    String caller = http.caller().agent();
    shared.budget().take(caller, text.length());
    return Future.succeededFuture(text)
        .compose(whole -> answer(http, whole))
        .onComplete(done -> shared.budget().give(caller, text.length()));
  }

  private Future<Void> answer(HttpExchange http, String text) {
    Object body = Rpc.body(text);
    if (body instanceof JsonArray batch) {
      return withSessions.answer(http, batch);
    }
    JsonObject json = (JsonObject) body;
    if (Rpc.isAnswer(json)) {
      return withSessions.ignore(http);
    }
    try {
      Call call = Rpc.call(json);
      return Stateless.isMeant(http, call)
          ? stateless.answer(http, call)
          : withSessions.answer(http, call);
    } catch (RpcError fault) {
      return tell(http, fault, Rpc.idOf(json));
    }
  }

  private Future<Void> tell(HttpExchange http, RpcError fault, @Nullable Object id) {
    serving.error(fault);
    return http.reply().end(fault.status(), Rpc.error(id, fault));
  }

  /** What HTTP itself has a word for is answered as everywhere on this server. */
  private void fail(RoutingContext context, HttpExchange http, Throwable failure) {
    if (http.reply().isOver()) {
      return;
    }
    if (failure instanceof RpcError fault) {
      tell(http, fault, null).onFailure(gone -> http.reply().abandon());
    } else if (http.reply().isStreaming()) {
      shared.refused(failure);
      http.reply().abandon();
    } else {
      context.fail(failure);
    }
  }

  private void get(RoutingContext context) {
    HttpExchange http = taken(context);
    whole(
        context,
        http,
        () -> {
          ClientSession session = withSessions.session(http);
          if (!http.reply().canStream()) {
            throw RpcError.of(
                RpcError.INVALID_REQUEST,
                406,
                "The header Accept must name " + McpTerms.EVENTS + ".");
          }
          OpenStreams.OpenStream stream = http.listen();
          session.listens(stream);
          http.whenGone(() -> session.listensNoMore(stream));
        });
  }

  private void delete(RoutingContext context) {
    HttpExchange http = taken(context);
    whole(
        context,
        http,
        () -> {
          sessions.end(withSessions.session(http));
          context.response().setStatusCode(ACCEPTED_NO_CONTENT).end();
        });
  }

  private void whole(RoutingContext context, HttpExchange http, Runnable work) {
    try {
      work.run();
    } catch (RpcError fault) {
      fail(context, http, fault);
    } catch (CancellationException stopping) {
      fail(context, http, isStopping());
    }
  }

  private static void otherMethods(RoutingContext context) {
    context.response().putHeader(HttpHeaders.ALLOW, METHODS);
    context.fail(new Unsupported(NOT_ALLOWED, "This address takes " + METHODS + " only."));
  }

  @Override
  public void close() {
    stopped = true;
    vertx.cancelTimer(timer);
    sessions.close();
    streams.close();
  }
}
