package dev.multichat.gateway.http;

import dev.multichat.core.Devlog;
import dev.multichat.wire.Wire;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;

/** What an operation came back with, as the response. */
final class Replies {
  private static final Set<String> TYPES = Set.of("application/json", "text/markdown", "text/html");

  private Replies() {}

  /** Completes when the connection took it, and fails when it is gone. */
  static Future<Void> send(RoutingContext context, int status, Object value) {
    HttpServerResponse response = context.response().setStatusCode(status);
    if (value instanceof Devlog devlog) {
      return send(context, devlog);
    }
    String text = value instanceof JsonObject json ? json.encode() : Wire.text(value);
    return write(response, "application/json", text);
  }

  private static Future<Void> send(RoutingContext context, Devlog devlog) {
    HttpServerResponse response = vary(context.response());
    String markdown = devlog.markdown() == null ? "" : devlog.markdown();
    return switch (wanted(context)) {
      case "text/markdown" -> write(response, "text/markdown; charset=utf-8", markdown);
      case "text/html" -> {
        response.headers().set("Content-Security-Policy", DevlogPage.POLICY);
        yield context
            .vertx()
            .executeBlocking(() -> DevlogPage.of(devlog), false)
            .compose(page -> write(response, "text/html; charset=utf-8", page));
      }
      default -> write(response, "application/json", Wire.text(devlog));
    };
  }

  private static HttpServerResponse vary(HttpServerResponse response) {
    response.headers().add(HttpHeaders.VARY, "Accept");
    return response;
  }

  /** The type of ours that the caller likes best; JSON when it named none of them. */
  private static String wanted(RoutingContext context) {
    return context.parsedHeaders().accept().stream()
        .map(accepted -> accepted.component() + "/" + accepted.subComponent())
        .filter(TYPES::contains)
        .findFirst()
        .orElse("application/json");
  }

  private static Future<Void> write(HttpServerResponse response, String type, String text) {
    if (response.ended() || response.closed()) {
      return Future.failedFuture("The connection is gone.");
    }
    return response.putHeader(HttpHeaders.CONTENT_TYPE, type).end(text);
  }
}
