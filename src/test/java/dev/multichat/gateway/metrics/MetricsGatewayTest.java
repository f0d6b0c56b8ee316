package dev.multichat.gateway.metrics;

import static dev.multichat.store.contract.Trial.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.app.Daemon;
import dev.multichat.config.Config;
import dev.multichat.config.MetricsSettings;
import dev.multichat.contract.Scene;
import dev.multichat.core.MultichatException;
import dev.multichat.metrics.Meters;
import dev.multichat.metrics.Scrape;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The metrics on a port of their own. */
class MetricsGatewayTest {
  private static final int PATIENCE_MS = 20_000;

  private final Vertx vertx = Vertx.vertx();
  @TempDir Path folder;
  private Daemon daemon;
  private int port;

  @BeforeEach
  void open() throws IOException {
    port = free();
    daemon = await(Daemon.start(vertx, config(port)));
  }

  @AfterEach
  void close() {
    await(daemon.close());
    await(vertx.close());
  }

  private static int free() throws IOException {
    try (ServerSocket any = new ServerSocket(0)) {
      return any.getLocalPort();
    }
  }

  private Config config(int at) {
    Config usual = Scene.config(folder);
    return new Config(
        usual.store(),
        usual.devlogs(),
        usual.limits(),
        usual.guards(),
        usual.recorder(),
        usual.delivery(),
        usual.retention(),
        usual.http(),
        new MetricsSettings(at, "127.0.0.1"),
        usual.log(),
        usual.cluster());
  }

  private String answer(String method, String path, String host) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket.setSoTimeout(PATIENCE_MS);
      String request =
          method + " " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void theyAreReadWithoutAToken() throws Exception {
    String answer = answer("GET", "/metrics", "127.0.0.1:" + port);
    assertThat(answer).startsWith("HTTP/1.1 200 ").containsIgnoringCase(Meters.TYPE);
    Scrape told = new Scrape(answer.substring(answer.indexOf("\r\n\r\n") + 4));
    assertThat(told.of("multichat_sends_total{kind=\"inform\"}")).isZero();
  }

  @Test
  void nothingElseIsThere() throws Exception {
    assertThat(answer("GET", "/v1/status", "localhost")).startsWith("HTTP/1.1 404 ");
    assertThat(answer("POST", "/metrics", "localhost")).startsWith("HTTP/1.1 405 ");
  }

  @Test
  void aPageThatCallsItByAnotherNameIsRefused() throws Exception {
    assertThat(answer("GET", "/metrics", "evil.example"))
        .startsWith("HTTP/1.1 403 ")
        .doesNotContain("multichat_");
  }

  @Test
  void theyEndWithTheDaemonAndATakenPortIsNamed() throws Exception {
    await(daemon.close());
    try (ServerSocket taken = new ServerSocket(port)) {
      Assertions.assertThatThrownBy(() -> await(Daemon.start(vertx, config(port))))
          .isInstanceOf(MultichatException.class)
          .hasMessageContaining("127.0.0.1:" + taken.getLocalPort())
          .hasMessageContaining("set metrics.port, or MULTICHAT_METRICS_PORT");
    }
    daemon = await(Daemon.start(vertx, config(port)));
    theyAreReadWithoutAToken();
  }
}
