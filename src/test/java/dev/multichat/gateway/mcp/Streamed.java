package dev.multichat.gateway.mcp;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.Stream;

/** An answer while it comes. */
final class Streamed {
  private final HttpClientResponse response;
  private final StringBuffer text = new StringBuffer();
  private final Promise<Void> ended = Promise.promise();

  Streamed(HttpClientResponse response) {
    this.response = response;
    response.handler(part -> text.append(part.toString()));
    response.endHandler(end -> ended.tryComplete());
    response.exceptionHandler(broken -> ended.tryComplete());
  }

  int status() {
    return response.statusCode();
  }

  String header(String name) {
    return String.valueOf(response.getHeader(name));
  }

  /** What came so far. */
  String text() {
    return text.toString();
  }

  List<JsonObject> messages() {
    return new Wires.Came(status(), response.headers(), text()).messages();
  }

  /** The lines that are only there to show that it lives. */
  Stream<String> beats() {
    return text().lines().filter(line -> line.startsWith(":"));
  }

  Future<Void> ended() {
    return ended.future();
  }

  /** Closes the connection. */
  void cut() {
    response.request().connection().close();
  }
}
