package dev.multichat.gateway.http;

import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a request must be before anybody looks at what it says: of one meaning to whoever reads it,
 * a proxy before this server included (RFC 9112, 3.2 and 6.1). All else gets 400 and is hung up on.
 */
final class Framing implements Handler<HttpServerRequest> {
  private static final Pattern HOST =
      Pattern.compile("(?:[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])(?::[0-9]{1,5})?");
  private static final int HIGHEST_PORT = 65535;

  private final Handler<HttpServerRequest> next;
  private final Handler<HttpServerRequest> refusing;

  Framing(Handler<HttpServerRequest> next, Handler<HttpServerRequest> refusing) {
    this.next = next;
    this.refusing = refusing;
  }

  @Override
  public void handle(HttpServerRequest request) {
    if (isPlain(request)) {
      next.handle(request);
    } else {
      refusing.handle(request);
    }
  }

  private static boolean isPlain(HttpServerRequest request) {
    MultiMap headers = request.headers();
    return isHost(headers.getAll(HttpHeaders.HOST))
        && request.uri().startsWith("/")
        && headers.getAll(HttpHeaders.ORIGIN).size() < 2
        && headers.getAll(HttpHeaders.CONTENT_TYPE).size() < 2
        && isLength(headers);
  }

  private static boolean isHost(List<String> given) {
    if (given.size() != 1 || !HOST.matcher(given.get(0)).matches()) {
      return false;
    }
    String host = given.get(0);
    int colon = host.lastIndexOf(':');
    return colon <= host.lastIndexOf(']')
        || Integer.parseInt(host.substring(colon + 1)) <= HIGHEST_PORT;
  }

  /** Either the length is told, or the body comes in chunks; not both, and nothing else. */
  private static boolean isLength(MultiMap headers) {
    List<String> encodings = headers.getAll(HttpHeaders.TRANSFER_ENCODING);
    return encodings.isEmpty()
        || (encodings.size() == 1
            && encodings.get(0).equalsIgnoreCase("chunked")
            && !headers.contains(HttpHeaders.CONTENT_LENGTH));
  }
}
