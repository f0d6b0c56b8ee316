package dev.multichat.gateway.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Serves openapi.yaml, which says what is served here. */
final class Contract {
  private final Buffer text;

  Contract() {
    try (InputStream file = Contract.class.getResourceAsStream("/openapi.yaml")) {
      if (file == null) {
        throw new IllegalStateException("openapi.yaml belongs to the jar");
      }
      text = Buffer.buffer(file.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void serve(Router router) {
    router
        .get("/openapi.yaml")
        .handler(
            context ->
                context
                    .response()
                    .putHeader(HttpHeaders.CONTENT_TYPE, "application/yaml")
                    .end(text));
  }
}
