package dev.multichat.gateway.http;

import static dev.multichat.store.contract.Trial.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.core.Access;
import dev.multichat.gateway.Bodies;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Requests that a proxy may read otherwise than this server, and halves that would fill it. */
class FramingTest extends HttpTrial {
  private Answered raw(String request) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket.setSoTimeout(PATIENCE_MS);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return Answered.of(socket.getInputStream().readAllBytes());
    }
  }

  private String post(String headers) {
    return "POST /v1/messages HTTP/1.1\r\nAuthorization: Bearer "
        + operator
        + "\r\nContent-Type: application/json\r\n"
        + headers
        + "\r\n";
  }

  @Test
  void whatHasTwoMeaningsIsRefusedAndHungUpOn() throws Exception {
    String host = "Host: localhost\r\n";
    for (String head :
        List.of(
            host + "Transfer-Encoding: identity\r\n",
            host + "Transfer-Encoding: gzip, chunked\r\n",
            host + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n",
            host + host,
            host + "Origin: http://localhost\r\nOrigin: https://evil.example\r\n",
            "")) {
      Answered answered = raw(post(head) + "{}");
      assertThat(answered.status()).as(head).isEqualTo(400);
      assertThat(answered.code()).isEqualTo("INVALID");
    }
    Answered absolute = raw("GET http://evil.example/health/live HTTP/1.1\r\n" + host + "\r\n");
    assertThat(absolute.status()).isEqualTo(400);
  }

  @Test
  void aHostThatIsNoneIsTheCallersFault() throws Exception {
    for (String host :
        List.of(
            "user@127.0.0.1",
            "[::1",
            "::1",
            "127.0.0.1:99999",
            "127.0.0.1:-1",
            "localhost/evil",
            "localhost#.evil",
            "localhost:1:1",
            "")) {
      assertThat(raw("GET /health/live HTTP/1.1\r\nHost: " + host + "\r\n\r\n").status())
          .as(host)
          .isEqualTo(400);
    }
    assertThat(raw("GET ?a=b HTTP/1.1\r\nHost: localhost\r\n\r\n").status()).isEqualTo(400);
  }

  @Test
  void whoSendsHalvesIsLimitedAndNobodyElseIs() throws Exception {
    String mallory = enrolled("mallory", Access.AGENT);
    String alice = enrolled("alice", Access.AGENT);
    long one = Bodies.largest(config().limits().bodyBytes()) - 100;
    long needed = Runtime.getRuntime().maxMemory() / 8 / 4 / one + 2;
    List<Socket> sockets = new ArrayList<>();
    try {
      for (int i = 0; i < needed; i++) {
        sockets.add(half(mallory, (int) one));
      }
      Answered refused = Answered.of(answered(sockets).getInputStream().readAllBytes());
      assertThat(refused.status()).isEqualTo(429);
      assertThat(refused.headers()).containsKey("retry-after");
      Asked note = post("/v1/messages", "{\"to\":[\"mallory\"],\"body\":\"still here\"}");
      assertThat(note.as(alice).answer().status()).isEqualTo(201);
    } finally {
      for (Socket socket : sockets) {
        socket.close();
      }
    }
  }

  /** The first of them that got an answer; which one it is, the order of reading says. */
  private Socket answered(List<Socket> sockets) throws IOException {
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MS);
    while (System.nanoTime() < until) {
      for (Socket socket : sockets) {
        if (socket.getInputStream().available() > 0) {
          return socket;
        }
      }
      await(vertx.timer(10, TimeUnit.MILLISECONDS));
    }
    throw new AssertionError("nobody was refused");
  }

  /** A request whose last byte does not come. */
  private Socket half(String token, int length) throws IOException {
    Socket socket = new Socket("127.0.0.1", port);
    socket.setSoTimeout(PATIENCE_MS);
    String head =
        "POST /v1/messages HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
            + token
            + "\r\nContent-Type: application/json\r\nContent-Length: "
            + length
            + "\r\n\r\n";
    socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().write(new byte[length - 1]);
    return socket;
  }
}
