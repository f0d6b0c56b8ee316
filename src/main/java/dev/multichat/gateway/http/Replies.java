package dev.multichat.gateway.http;

import dev.multichat.core.Devlog;
import dev.multichat.core.MultichatException;
import dev.multichat.gateway.Budget;
import dev.multichat.wire.Wire;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.nio.channels.ClosedChannelException;
import java.util.Set;

/** What an operation came back with, as the response. */
final class Replies {
  /** Under which a request's context has the caller's id. */
  static final String CALLER = "caller";

  private static final String JSON = "application/json";
  private static final Set<String> TYPES = Set.of(JSON, "text/markdown", "text/html");

  private final Budget budget;

  Replies(Budget budget) {
    this.budget = budget;
  }

  /** Completes when the connection took it, and fails when it is gone. */
  Future<Void> send(RoutingContext context, int status, Object value) {
    context.response().setStatusCode(status);
    if (value instanceof Devlog devlog) {
      return send(context, devlog);
    }
    String text = value instanceof JsonObject json ? json.encode() : Wire.text(value);
    return write(context, JSON, text);
  }

  /** Text for a shell. */
  Future<Void> told(RoutingContext context, String text) {
    return write(context, "text/plain; charset=utf-8", text);
  }

  private Future<Void> send(RoutingContext context, Devlog devlog) {
    HttpServerResponse response = vary(context.response());
    String markdown = devlog.markdown() == null ? "" : devlog.markdown();
    return switch (wanted(context)) {
      case "text/markdown" -> write(context, "text/markdown; charset=utf-8", markdown);
      case "text/html" -> {
        response.headers().set("Content-Security-Policy", DevlogPage.POLICY);
        yield context
            .vertx()
            .executeBlocking(() -> DevlogPage.of(devlog), false)
            .compose(page -> write(context, "text/html; charset=utf-8", page));
      }
      default -> write(context, JSON, Wire.text(devlog));
    };
  }

  private static HttpServerResponse vary(HttpServerResponse response) {
    response.headers().add(HttpHeaders.VARY, "Accept");
    return response;
  }

  /** The type of ours that the caller likes best; JSON when it named none of them. */
  private static String wanted(RoutingContext context) {
    try {
      return context.parsedHeaders().accept().stream()
          .filter(accepted -> accepted.weight() > 0)
          .map(accepted -> accepted.component() + "/" + accepted.subComponent())
          .filter(TYPES::contains)
          .findFirst()
          .orElse(JSON);
    } catch (RuntimeException e) {
      throw MultichatException.invalid("The header 'Accept' is malformed.");
    }
  }

  /** What the connection has not taken yet counts as memory of the caller's. */
  private Future<Void> write(RoutingContext context, String type, String text) {
    HttpServerResponse response = context.response();
    if (response.ended() || response.closed()) {
      return Future.failedFuture(new ClosedChannelException());
    }
    Buffer bytes = Buffer.buffer(text);
    String caller = context.get(CALLER);
    budget.take(caller, bytes.length());
    return response
        .putHeader(HttpHeaders.CONTENT_TYPE, type)
        .end(bytes)
        .onComplete(done -> budget.give(caller, bytes.length()));
  }
}
