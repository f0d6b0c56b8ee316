package dev.multichat.gateway.http;

import dev.multichat.config.HttpSettings;
import dev.multichat.core.MultichatException;
import dev.multichat.core.Texts;
import dev.multichat.wire.Endpoint;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What every request passes first: by which name it calls this server (against DNS rebinding), and
 * from which web page (RFC 6454; CORS as the Fetch standard has it).
 */
final class Edge implements Handler<RoutingContext> {
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "::1", "[::1]");
  private static final Set<String> WEB = Set.of("http", "https");
  private static final String METHODS = "GET, POST, PUT, DELETE";
  private static final String HEADERS =
      "authorization, content-type, accept, last-event-id, traceparent, mcp-session-id,"
          + " mcp-protocol-version, mcp-method, mcp-name, "
          + Endpoint.AS;
  private static final String EXPOSED = "retry-after, location, mcp-session-id";
  private static final Pattern BROKEN = Pattern.compile("%(?![0-9A-Fa-f]{2})");
  private static final String ADAY = "86400";

  private final Set<String> hosts = new HashSet<>(LOOPBACK);
  private final List<String> origins;
  private final boolean tls;
  private final Set<String> schemes;

  Edge(HttpSettings settings) {
    hosts.add(settings.host().toLowerCase(Locale.ROOT));
    hosts.addAll(settings.hostNames());
    origins = settings.originList();
    tls = settings.tls();
    schemes = tls ? Set.of("https") : settings.behindProxy() ? WEB : Set.of("http");
  }

  @Override
  public void handle(RoutingContext context) {
    HttpServerResponse response = context.response();
    protect(response.headers());
    checkAddress(context.request().uri());
    HostAndPort called = context.request().authority();
    if (called == null || !hosts.contains(called.host().toLowerCase(Locale.ROOT))) {
      throw MultichatException.forbidden(
          "The host '"
              + Texts.shown(called == null ? "" : called.host())
              + "' is no name of this server; use 127.0.0.1, or add it to http.hosts.");
    }
    String origin = context.request().getHeader(HttpHeaders.ORIGIN);
    boolean listed = origin != null && origins.contains(origin.toLowerCase(Locale.ROOT));
    if (origin != null && !listed && !sameOrigin(origin, called)) {
      throw MultichatException.forbidden(
          "Pages of '" + Texts.shown(origin) + "' may not call this server; see http.origins.");
    }
    if (listed) {
      share(response.headers(), origin);
    }
    if (context.request().method().equals(HttpMethod.OPTIONS)) {
      response.setStatusCode(204).end();
    } else {
      context.next();
    }
  }

  private static void checkAddress(String uri) {
    if (BROKEN.matcher(uri).find()) {
      throw MultichatException.invalid(
          "The address is malformed: two hexadecimal digits must follow each '%'.");
    }
  }

  private boolean sameOrigin(String origin, HostAndPort called) {
    int scheme = origin.indexOf("://");
    String authority = called.port() < 0 ? called.host() : called.host() + ":" + called.port();
    return scheme > 0
        && schemes.contains(origin.substring(0, scheme).toLowerCase(Locale.ROOT))
        && origin.substring(scheme + 3).equalsIgnoreCase(authority);
  }

  private void protect(MultiMap headers) {
    headers
        .add("X-Content-Type-Options", "nosniff")
        .add("X-Frame-Options", "DENY")
        .add("Referrer-Policy", "no-referrer")
        .add("Cross-Origin-Resource-Policy", "same-origin")
        .add("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
        .add(HttpHeaders.CACHE_CONTROL, "no-store")
        .add(HttpHeaders.VARY, "Origin");
    if (tls) {
      headers.add("Strict-Transport-Security", "max-age=31536000");
    }
  }

  private static void share(MultiMap headers, @Nullable String origin) {
    headers
        .add(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, String.valueOf(origin))
        .add(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, METHODS)
        .add(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, HEADERS)
        .add(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED)
        .add(HttpHeaders.ACCESS_CONTROL_MAX_AGE, ADAY);
  }
}
