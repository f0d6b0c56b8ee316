package dev.multichat.gateway.http;

import dev.multichat.config.HttpSettings;
import dev.multichat.core.ErrorCode;
import dev.multichat.core.MultichatException;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.ServerSSLOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * TLS from PEM files, which are read again when they change; a bad pair leaves the old in force.
 */
final class Tls {
  private static final Logger LOG = LoggerFactory.getLogger(Tls.class);
  private static final long LOOK_MS = 1000;

  private final Vertx vertx;
  private final HttpSettings settings;
  private List<FileTime> read = List.of();
  private long timer = -1;

  Tls(Vertx vertx, HttpSettings settings) {
    this.vertx = vertx;
    this.settings = settings;
  }

  void apply(HttpServerOptions options) {
    if (settings.tls()) {
      read = changed();
      options.setSsl(true).setUseAlpn(false).setKeyCertOptions(pair());
    }
  }

  private PemKeyCertOptions pair() {
    return new PemKeyCertOptions().setCertPath(settings.certificate()).setKeyPath(settings.key());
  }

  private List<FileTime> changed() {
    try {
      return List.of(
          Files.getLastModifiedTime(Path.of(settings.certificate())),
          Files.getLastModifiedTime(Path.of(settings.key())));
    } catch (IOException e) {
      throw new MultichatException(
          ErrorCode.INVALID,
          "http.certificate and http.key must be readable PEM files: " + e.getMessage());
    }
  }

  /** From now on this server takes a new pair when the files change. */
  void follow(HttpServer server) {
    if (settings.tls()) {
      timer = vertx.setPeriodic(LOOK_MS, look -> look(server));
    }
  }

  private void look(HttpServer server) {
    vertx
        .executeBlocking(this::changed, false)
        .onSuccess(
            now -> {
              if (!now.equals(read)) {
                read = now;
                renew(server);
              }
            });
  }

  private void renew(HttpServer server) {
    server
        .updateSSLOptions(new ServerSSLOptions().setKeyCertOptions(pair()), true)
        .onSuccess(done -> LOG.info("The new certificate is in force"))
        .onFailure(
            why ->
                LOG.error("The new certificate is bad, so the old one stays: {}", why.toString()));
  }

  void close() {
    if (timer >= 0) {
      vertx.cancelTimer(timer);
    }
  }
}
