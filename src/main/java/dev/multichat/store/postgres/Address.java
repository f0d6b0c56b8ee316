package dev.multichat.store.postgres;

import dev.multichat.core.MultichatException;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where a store is, taken from a URL such as {@code
 * postgresql://user:password@host:5432/db?sslmode=require}.
 *
 * @param schema the PostgreSQL schema in which the tables are
 * @param shown the same for people, without any secret
 * @param timeoutMs how long an answer may take
 */
record Address(URI uri, SslMode ssl, String schema, String shown, int timeoutMs) {
  private static final String SCHEMA = "multichat";
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");
  private static final int PORT = 5432;
  private static final int TIMEOUT_MS = 5000;
  private static final int LONGEST_MS = 600_000;
  private static final Map<String, SslMode> MODES =
      Arrays.stream(SslMode.values()).collect(Collectors.toMap(mode -> mode.value, mode -> mode));

  static Address of(String url) {
    URI uri;
    try {
      uri = new URI(url);
    } catch (URISyntaxException e) {
      throw bad("it is no URL, perhaps since its password must be percent-encoded");
    }
    if (uri.getHost() == null || uri.getPath().contains("@")) {
      throw bad(
          "it names no host; what is special in a password must be percent-encoded, as in a%2Fb");
    }
    if (uri.getRawUserInfo() == null || database(uri).isEmpty()) {
      throw bad("it names no user or no database");
    }
    return new Address(uri, SslMode.DISABLE, SCHEMA, "", TIMEOUT_MS).with(uri.getQuery()).told();
  }

  private Address with(@Nullable String query) {
    Address all = this;
    for (String part : query == null ? new String[0] : query.split("&", -1)) {
      all = all.and(part);
    }
    return all;
  }

  private Address and(String part) {
    String value = part.substring(part.indexOf('=') + 1);
    return switch (part.substring(0, part.length() - value.length())) {
      case "sslmode=" -> new Address(uri, mode(value), schema, shown, timeoutMs);
      case "schema=" -> new Address(uri, ssl, schema(value), shown, timeoutMs);
      case "timeoutMs=" -> new Address(uri, ssl, schema, shown, timeout(value));
      default -> throw bad("it may have ?sslmode=, &schema= and &timeoutMs= only");
    };
  }

  private Address told() {
    String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
    String query = schema.equals(SCHEMA) ? "" : "?schema=" + schema;
    String told = "postgresql://" + uri.getHost() + port + uri.getPath() + query;
    return new Address(uri, ssl, schema, told, timeoutMs);
  }

  private static SslMode mode(String given) {
    SslMode mode = MODES.get(given);
    if (mode == null) {
      throw bad(
          "its sslmode must be one of disable, allow, prefer, require, verify-ca, verify-full");
    }
    return mode;
  }

  private static String schema(String given) {
    if (!NAME.matcher(given).matches()) {
      throw bad("its schema must be up to 63 of a to z, 0 to 9 and _, and begin with a letter");
    }
    return given;
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

  private static String database(URI uri) {
    return uri.getPath().startsWith("/") ? uri.getPath().substring(1) : uri.getPath();
  }

  private static MultichatException bad(String why) {
    return MultichatException.invalid(
        "The URL of the PostgreSQL store cannot be used: "
            + why
            + "; give one such as postgresql://user:password@127.0.0.1:5432/multichat.");
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static @Nullable String password(String userInfo) {
    int colon = userInfo.indexOf(':');
    return colon < 0 ? null : decoded(userInfo.substring(colon + 1));
  }

  /** Nothing that a session of this store does may take longer, or be left half done for longer. */
  PgConnectOptions options(boolean readOnly) {
    String userInfo = uri.getRawUserInfo();
    PgConnectOptions options =
        new PgConnectOptions()
            .setHost(uri.getHost().replaceAll("^\\[|]$", ""))
            .setPort(uri.getPort() < 0 ? PORT : uri.getPort())
            .setDatabase(database(uri))
            .setUser(decoded(userInfo.split(":", 2)[0]))
            .setSslMode(ssl)
            .setCachePreparedStatements(true)
            .setPreparedStatementCacheSqlLimit(1 << 16)
            .addProperty("application_name", "multichat")
            .addProperty("client_min_messages", "warning")
            .addProperty("search_path", schema)
            .addProperty("statement_timeout", String.valueOf(timeoutMs))
            .addProperty("idle_in_transaction_session_timeout", String.valueOf(timeoutMs))
            .addProperty("default_transaction_isolation", "read committed")
            .addProperty("default_transaction_read_only", readOnly ? "on" : "off");
    String password = password(userInfo);
    if (password != null) {
      options.setPassword(password);
    }
    if (ssl != SslMode.DISABLE) {
      options.setSslOptions(encrypted());
    }
    return options;
  }

  private ClientSSLOptions encrypted() {
    boolean checked = ssl == SslMode.VERIFY_CA || ssl == SslMode.VERIFY_FULL;
    return new ClientSSLOptions()
        .setTrustAll(!checked)
        .setHostnameVerificationAlgorithm(ssl == SslMode.VERIFY_FULL ? "HTTPS" : "");
  }
}
