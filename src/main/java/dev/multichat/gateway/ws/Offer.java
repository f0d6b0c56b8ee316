package dev.multichat.gateway.ws;

import dev.multichat.gateway.Door;
import dev.multichat.wire.Endpoint;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Arrays;
import java.util.Optional;

/**
 * Where the token of an upgrade stands: in the header like everywhere, or, since pages in a browser
 * can set no header, among the subprotocols that they offer.
 */
final class Offer {
  private static final String TOKEN = "bearer.";

  private Offer() {}

  static Door.Credentials credentials(HttpServerRequest request) {
    return request.headers().contains(HttpHeaders.AUTHORIZATION)
        ? Door.credentials(request)
        : offered(request)
            .map(token -> new Door.Credentials(token, request.getHeader(Endpoint.AS)))
            .orElseGet(() -> Door.credentials(request));
  }

  private static Optional<String> offered(HttpServerRequest request) {
    return request.headers().getAll("Sec-WebSocket-Protocol").stream()
        .flatMap(header -> Arrays.stream(header.split(",")))
        .map(String::strip)
        .filter(protocol -> protocol.startsWith(TOKEN))
        .map(protocol -> protocol.substring(TOKEN.length()))
        .findFirst();
  }
}
