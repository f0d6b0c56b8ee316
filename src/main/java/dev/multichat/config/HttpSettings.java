package dev.multichat.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The way in over HTTP.
 *
 * @param enabled whether it is served
 * @param host the address to listen on
 * @param port 0 for any that is free
 * @param behindProxy a proxy does TLS, so that another address than loopback is fine
 * @param certificate the PEM file of the certificate chain; empty for no TLS
 * @param key the PEM file of its private key
 * @param hosts names, separated by commas, by which clients may call this server beside loopback's
 * @param origins of web pages, separated by commas, that may call it
 * @param tokenFile where the operator's token is kept, for this user only
 * @param headWithinMs for the head of a connection's first request
 * @param bodyWithinMs for the body of a request
 * @param idleMs after which a connection without a request is closed
 * @param slowReaderMs after which a stream or WebSocket is cut whose reader takes nothing
 */
public record HttpSettings(
    boolean enabled,
    String host,
    int port,
    boolean behindProxy,
    String certificate,
    String key,
    String hosts,
    String origins,
    String tokenFile,
    int headWithinMs,
    int bodyWithinMs,
    int idleMs,
    int slowReaderMs) {
  public HttpSettings {
    Range.check("http.port", port, 0, 65535);
    Range.check("http.headWithinMs", headWithinMs, 50, 600000);
    Range.check("http.bodyWithinMs", bodyWithinMs, 50, 600000);
    Range.check("http.idleMs", idleMs, 50, 3600000);
    Range.check("http.slowReaderMs", slowReaderMs, 50, 600000);
    checkPair(certificate, key);
    checkAddress(host, behindProxy || !certificate.isBlank());
    if (tokenFile.isBlank()) {
      throw new BadSetting("http.tokenFile", tokenFile, "it must be the path of a file");
    }
    checkOrigins(origins);
  }

  private static void checkPair(String certificate, String key) {
    if (certificate.isBlank() != key.isBlank()) {
      throw new BadSetting(
          certificate.isBlank() ? "http.certificate" : "http.key",
          "",
          "certificate and key are PEM files that only work together; name both or none");
    }
  }

  private static void checkAddress(String host, boolean secured) {
    if (host.isBlank()) {
      throw new BadSetting("http.host", host, "it must be an address such as 127.0.0.1");
    }
    if (!Loopback.is(host) && !secured) {
      throw new BadSetting(
          "http.host",
          host,
          "without TLS it must be a loopback address, or tokens travel in the clear; set"
              + " http.certificate and http.key, or http.behindProxy=true when a proxy does TLS");
    }
  }

  private static void checkOrigins(String origins) {
    for (String origin : listed(origins)) {
      if (!origin.matches("https?://[^/]+")) {
        throw new BadSetting("http.origins", origins, "each must be like https://board.example");
      }
    }
  }

  /** What counts when nothing is set. */
  static HttpSettings defaults() {
    return new HttpSettings(
        true,
        "127.0.0.1",
        8642,
        false,
        "",
        "",
        "",
        "",
        "data/operator.token",
        10000,
        30000,
        75000,
        10000);
  }

  /** These settings for a program that has no need of it. */
  public HttpSettings off() {
    return with(false, port, tokenFile);
  }

  /** These settings with a free port, and the operator's token in this file. */
  public HttpSettings anywhere(String token) {
    return with(true, 0, token);
  }

  private HttpSettings with(boolean on, int at, String token) {
    return new HttpSettings(
        on,
        host,
        at,
        behindProxy,
        certificate,
        key,
        hosts,
        origins,
        token,
        headWithinMs,
        bodyWithinMs,
        idleMs,
        slowReaderMs);
  }

  public boolean tls() {
    return !certificate.isBlank();
  }

  /** The names by which clients may call this server, beside loopback's. */
  public List<String> hostNames() {
    return listed(hosts);
  }

  /** The origins (RFC 6454) of web pages that may call it. */
  public List<String> originList() {
    return listed(origins);
  }

  private static List<String> listed(String text) {
    return Arrays.stream(text.split(","))
        .map(item -> item.strip().toLowerCase(Locale.ROOT))
        .filter(item -> !item.isEmpty())
        .toList();
  }
}
