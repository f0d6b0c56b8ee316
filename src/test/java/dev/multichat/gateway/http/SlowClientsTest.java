package dev.multichat.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Who sends slowly holds a connection for a bounded time only, and nobody up. */
class SlowClientsTest extends HttpTrial {
  @Override
  Map<String, String> http() {
    return Map.of("http.headWithinMs", "300", "http.bodyWithinMs", "300", "http.idleMs", "600");
  }

  private static void drip(Socket socket, String begin, String drop) throws IOException {
    socket.setSoTimeout(20);
    OutputStream out = socket.getOutputStream();
    out.write(begin.getBytes(StandardCharsets.US_ASCII));
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MS);
    while (System.nanoTime() < until) {
      try {
        out.write(drop.getBytes(StandardCharsets.US_ASCII));
        if (socket.getInputStream().read() < 0) {
          return;
        }
      } catch (java.net.SocketTimeoutException nothingYet) {
        continue;
      } catch (SocketException closed) {
        return;
      }
    }
    throw new AssertionError("the connection was kept for " + PATIENCE_MS + " ms");
  }

  @Test
  void aHeadThatNeverEndsIsCutOff() throws Exception {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      drip(socket, "GET /health/live HTTP/1.1\r\nHost: localhost\r\n", "a: b\r\n");
    }
    assertThat(get("/health/live").answer().status()).isEqualTo(200);
  }

  @Test
  void aConnectionThatSaysNothingIsCutOff() throws Exception {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket.setSoTimeout(PATIENCE_MS);
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  void aSecondHeadThatTricklesIsCutOffToo() throws Exception {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket.setSoTimeout(PATIENCE_MS);
      String whole = "GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n";
      socket.getOutputStream().write(whole.getBytes(StandardCharsets.US_ASCII));
      assertThat(socket.getInputStream().read()).isEqualTo('H');
      drip(socket, "GET /health/live HTTP/1.1\r\n", "a: b\r\n");
    }
  }

  @Test
  void aBodyThatNeverEndsIsAnsweredAndCutOff() throws Exception {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket.setSoTimeout(PATIENCE_MS);
      String begin =
          "POST /v1/messages HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
              + operator
              + "\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n{";
      socket.getOutputStream().write(begin.getBytes(StandardCharsets.US_ASCII));
      Answered answered = Answered.of(socket.getInputStream().readAllBytes());
      assertThat(answered.status()).isEqualTo(408);
      assertThat(answered.json().getString("detail")).contains("in time");
    }
  }

  @Test
  void whoWaitsForMailIsNoSlowClient() throws Exception {
    String token = enrolled("agent-2", dev.multichat.core.Access.AGENT);
    Answered answered = get("/v1/inbox?waitMs=1500").as(token).answer();
    assertThat(answered.status()).isEqualTo(200);
    assertThat(answered.json().getJsonArray("messages")).isEmpty();
  }

  @Test
  void aHeadThatIsTooLongIsRefused() throws Exception {
    Answered answered = get("/health/live").header("X", "y".repeat(20_000)).answer();
    assertThat(answered.status()).isBetween(400, 499);
    Answered line = get("/v1/agents?limit=" + "1".repeat(10_000)).as(operator).answer();
    assertThat(line.status()).isBetween(400, 499);
  }
}
