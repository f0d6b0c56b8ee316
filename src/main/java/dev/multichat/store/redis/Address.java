package dev.multichat.store.redis;

import dev.multichat.core.MultichatException;
import io.vertx.core.net.NetClientOptions;
import io.vertx.redis.client.RedisOptions;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a store is, taken from a URL such as {@code redis://user:password@host:6379/0?prefix=x:}.
 *
 * @param endpoint what the client connects to, secrets included
 * @param shown the same for people, without any secret
 * @param prefix what the names of all keys begin with
 * @param timeoutMs how long an answer may take
 */
record Address(String endpoint, String shown, String prefix, int timeoutMs) {
  private static final String PREFIX = "multichat:";
  private static final int TIMEOUT_MS = 5000;
  private static final int LONGEST_MS = 600_000;
  private static final int WAITING = 20_000;

  static Address of(String url) {
    URI uri;
    try {
      uri = new URI(url);
    } catch (URISyntaxException e) {
      throw bad("it is no URL, perhaps since its password must be percent-encoded");
    }
    String prefix = PREFIX;
    int timeout = TIMEOUT_MS;
    List<String> rest = new ArrayList<>();
    for (String part : uri.getRawQuery() == null ? new String[0] : uri.getQuery().split("&", -1)) {
      if (part.startsWith("prefix=")) {
        prefix = part.substring("prefix=".length());
      } else if (part.startsWith("timeoutMs=")) {
        timeout = timeout(part.substring("timeoutMs=".length()));
      } else {
        rest.add(part);
      }
    }
    if (prefix.isBlank()) {
      throw bad("its prefix is empty");
    }
    boolean socket = "unix".equals(uri.getScheme());
    if (!socket && (uri.getHost() == null || uri.getPath().contains("@"))) {
      throw bad(
          "it names no host; what is special in a password must be percent-encoded, as in a%2Fb");
    }
    return new Address(endpoint(url, rest), shown(uri, prefix), prefix, timeout);
  }

  private static int timeout(String given) {
    try {
      int millis = Integer.parseInt(given);
      if (millis > 0 && millis <= LONGEST_MS) {
        return millis;
      }
    } catch (NumberFormatException e) {
      throw bad("its timeoutMs is no number");
    }
    throw bad("its timeoutMs must be between 1 and " + LONGEST_MS);
  }

  private static String endpoint(String url, List<String> query) {
    int end = url.indexOf('?');
    String place = end < 0 ? url : url.substring(0, end);
    return query.isEmpty() ? place : place + "?" + String.join("&", query);
  }

  private static String shown(URI uri, String prefix) {
    String host = uri.getHost() == null ? "" : uri.getHost();
    String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
    String path = uri.getPath() == null ? "" : uri.getPath();
    String query = prefix.equals(PREFIX) ? "" : "?prefix=" + prefix;
    return uri.getScheme() + "://" + host + port + path + query;
  }

  private static MultichatException bad(String why) {
    return MultichatException.invalid(
        "The URL of the Redis store cannot be used: "
            + why
            + "; give one such as redis://127.0.0.1:6379/0?prefix=multichat:.");
  }

  RedisOptions options() {
    NetClientOptions net = new NetClientOptions().setConnectTimeout(timeoutMs);
    if (endpoint.startsWith("rediss:")) {
      net.setSsl(true).setHostnameVerificationAlgorithm("HTTPS");
    }
    return new RedisOptions()
        .setConnectionString(endpoint)
        .setNetClientOptions(net)
        .setMaxPoolSize(1)
        .setMaxPoolWaiting(1)
        .setPoolCleanerInterval(-1)
        .setPoolRecycleTimeout(-1)
        .setMaxWaitingHandlers(WAITING);
  }
}
