package dev.multichat.gateway.http;

import dev.multichat.core.ErrorCode;
import dev.multichat.core.MultichatException;
import dev.multichat.core.Texts;
import dev.multichat.gateway.Bodies;
import dev.multichat.gateway.Problem;
import dev.multichat.gateway.Unsupported;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.nio.channels.ClosedChannelException;

/** Every failure as {@code application/problem+json} (RFC 9457). */
final class Problems {
  /** The content type of all of them. */
  static final String TYPE = "application/problem+json";

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
    send(context.request(), Problem.of(status, code, detail));
  }

  /** What no request could be made of: too long a head, or no HTTP at all. */
  static void malformed(HttpServerRequest request) {
    send(
        request,
        Problem.of(
            400, ErrorCode.INVALID.name(), "The head of the request is malformed or too long."));
    hangUp(request);
  }

  /** Tells the caller of a refusal what it was, and of anything else only where to look it up. */
  static void answer(HttpServerRequest request, Throwable failure) {
    HttpServerResponse response = request.response();
    if (failure instanceof Unsupported unsupported) {
      send(request, Problem.of(unsupported.status(), ErrorCode.INVALID.name(), unsupported.why()));
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
    String where = request.method() + " " + Texts.shown(request.path());
    return Problem.of(failure, where, Trace.of(request));
  }

  private static void refuse(HttpServerRequest request, MultichatException refusal) {
    JsonObject problem = Problem.of(refusal);
    HttpServerResponse response = request.response();
    if (refusal.code() == ErrorCode.UNAUTHENTICATED) {
      response.putHeader("WWW-Authenticate", "Bearer realm=\"multichat\"");
    }
    if (problem.getValue(Problem.RETRY_MS) instanceof Long millis) {
      response.putHeader(HttpHeaders.RETRY_AFTER, Long.toString((millis + 999) / 1000));
    }
    send(request, problem);
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
