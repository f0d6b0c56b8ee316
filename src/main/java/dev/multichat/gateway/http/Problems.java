package dev.multichat.gateway.http;

import dev.multichat.core.ErrorCode;
import dev.multichat.core.MultichatException;
import dev.multichat.core.Texts;
import dev.multichat.core.Traceparent;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.nio.channels.ClosedChannelException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every failure as {@code application/problem+json} (RFC 9457). */
final class Problems {
  private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

  /** The content type of all of them. */
  static final String TYPE = "application/problem+json";

  private static final String RETRY_MS = "retryAfterMs";
  private static final long SOON_MS = 1000;
  private static final long LINGER_MS = 1000;

  private Problems() {}

  /** Answers whatever the routes throw, and what no route is there for. */
  static void handle(Router router) {
    router.route().failureHandler(Problems::failed);
    router.errorHandler(404, context -> status(context, "There is nothing at this address."));
    router.errorHandler(405, Problems::otherMethods);
    router.errorHandler(406, context -> status(context, "None of the accepted types is there."));
    router.errorHandler(400, context -> status(context, "The request cannot be read."));
  }

  private static void otherMethods(RoutingContext context) {
    String methods = Api.methods(context.normalizedPath());
    context.response().putHeader(HttpHeaders.ALLOW, methods);
    status(context, "This address takes " + methods + " only.");
  }

  private static void failed(RoutingContext context) {
    Throwable failure = context.failure();
    if (failure == null) {
      context.next();
    } else {
      answer(context.request(), failure);
    }
  }

  private static void status(RoutingContext context, String detail) {
    int status = context.statusCode();
    String code = status == 404 ? ErrorCode.NOT_FOUND.name() : ErrorCode.INVALID.name();
    send(context.request(), problem(status, code, detail));
  }

  /** What no request could be made of: too long a head, or no HTTP at all. */
  static void malformed(HttpServerRequest request) {
    send(
        request,
        problem(
            400, ErrorCode.INVALID.name(), "The head of the request is malformed or too long."));
    hangUp(request);
  }

  /** Tells the caller of a refusal what it was, and of anything else only where to look it up. */
  static void answer(HttpServerRequest request, Throwable failure) {
    HttpServerResponse response = request.response();
    if (failure instanceof Unsupported unsupported) {
      send(request, problem(unsupported.status(), ErrorCode.INVALID.name(), unsupported.why()));
    } else if (failure instanceof MultichatException refusal) {
      refuse(request, refusal);
    } else if (!isGone(response, failure)) {
      send(request, told(request, failure));
    }
  }

  private static boolean isGone(HttpServerResponse response, Throwable failure) {
    return response.closed()
        || failure instanceof ClosedChannelException
        || failure instanceof HttpClosedException;
  }

  /** The problem that a failure is. */
  static JsonObject told(HttpServerRequest request, Throwable failure) {
    if (failure instanceof MultichatException refusal) {
      return told(refusal);
    }
    String incident = UUID.randomUUID().toString();
    String path = Texts.shown(request.path());
    LOG.atError()
        .addKeyValue(Traceparent.HEADER, Trace.of(request))
        .setCause(failure)
        .log("incident {} on {} {}", incident, request.method(), path);
    return problem(
        500,
        ErrorCode.INTERNAL.name(),
        "The hub failed; its log tells why under incident " + incident + ".");
  }

  private static JsonObject told(MultichatException refusal) {
    ErrorCode code = refusal.code();
    JsonObject problem = problem(code.number(), code.name(), String.valueOf(refusal.getMessage()));
    refusal.details().forEach(problem::put);
    if (code == ErrorCode.LIMITED || code == ErrorCode.UNAVAILABLE) {
      problem.put(RETRY_MS, millis(refusal.details().get(RETRY_MS)));
    }
    return problem;
  }

  private static void refuse(HttpServerRequest request, MultichatException refusal) {
    JsonObject problem = told(refusal);
    HttpServerResponse response = request.response();
    if (refusal.code() == ErrorCode.UNAUTHENTICATED) {
      response.putHeader("WWW-Authenticate", "Bearer realm=\"multichat\"");
    }
    if (problem.getValue(RETRY_MS) instanceof Long millis) {
      response.putHeader(HttpHeaders.RETRY_AFTER, Long.toString((millis + 999) / 1000));
    }
    send(request, problem);
  }

  private static long millis(@Nullable String told) {
    return told == null ? SOON_MS : Long.parseLong(told);
  }

  private static JsonObject problem(int status, String code, String detail) {
    return new JsonObject()
        .put("type", "about:blank")
        .put("title", HttpResponseStatus.valueOf(status).reasonPhrase())
        .put("status", status)
        .put("code", code)
        .put("detail", detail);
  }

  private static void send(HttpServerRequest request, JsonObject problem) {
    HttpServerResponse response = request.response();
    if (response.ended() || response.closed()) {
      return;
    }
    boolean endless = Bodies.mayBeLong(request) && !request.isEnded();
    if (endless) {
      response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    }
    response
        .setStatusCode(problem.getInteger("status"))
        .putHeader(HttpHeaders.CONTENT_TYPE, TYPE)
        .end(problem.toBuffer());
    if (endless) {
      hangUp(request);
    }
  }

  /** Not at once: a reset would overtake the answer while the body is still being sent. */
  private static void hangUp(HttpServerRequest request) {
    Vertx vertx = Vertx.currentContext().owner();
    vertx.setTimer(LINGER_MS, late -> request.connection().close());
  }
}
