package dev.multichat.client;

import dev.multichat.core.ErrorCode;
import dev.multichat.core.MultichatException;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.TrustOptions;
import java.net.URI;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Where a hub is, and with what one comes to it. Its text does not show the token.
 *
 * @param certificate the PEM file of the only certificate to trust; absent: whom the JDK trusts
 * @param as the agent as whom an operator asks; absent: as the token says
 */
public record HubAddress(URI url, String token, @Nullable String certificate, @Nullable String as) {
  HubAddress(URI url, String token, @Nullable String certificate) {
    this(url, token, certificate, null);
  }

  /** INVALID for what is no hub's URL. */
  static void check(URI url) {
    String path = url.getRawPath();
    if (url.getHost() == null || !(path == null || path.isEmpty() || path.equals("/"))) {
      throw MultichatException.invalid(
          "A hub's URL is like http://127.0.0.1:8642: with a host and without a path.");
    }
  }

  boolean tls() {
    return "https".equals(url.getScheme());
  }

  int port() {
    if (url.getPort() >= 0) {
      return url.getPort();
    }
    return tls() ? 443 : 80;
  }

  /** How one connects to it, and to others with the same certificate. */
  HttpClientOptions options() {
    HttpClientOptions options =
        new HttpClientOptions()
            .setDefaultHost(url.getHost())
            .setDefaultPort(port())
            .setSsl(tls())
            .setDecompressionSupported(true);
    if (certificate != null) {
      options.setTrustOptions(trust()).setVerifyHost(false);
    }
    return options;
  }

  @Nullable TrustOptions trust() {
    return certificate == null ? null : new PemTrustOptions().addCertPath(certificate);
  }

  /** Any failure in words for who calls. */
  MultichatException told(Throwable failure) {
    if (failure instanceof MultichatException refusal) {
      return refusal;
    }
    if (failure instanceof TimeoutException) {
      return new MultichatException(
          ErrorCode.TIMEOUT, "The hub gave no answer in time; ask again with the same id.");
    }
    return new MultichatException(
        ErrorCode.UNAVAILABLE,
        "No hub answers at "
            + url
            + " ("
            + failure.getMessage()
            + "); start one with: multichat serve.",
        failure);
  }

  @Override
  public String toString() {
    return url.toString();
  }
}
