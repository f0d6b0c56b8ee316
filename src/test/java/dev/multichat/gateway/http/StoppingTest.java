package dev.multichat.gateway.http;

import static dev.multichat.store.contract.Trial.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.core.Access;
import io.vertx.core.Future;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Stopping answers who waits and lets nobody hold it up. */
class StoppingTest extends HttpTrial {
  @Test
  void whoWaitsIsAnsweredAndIdleConnectionsHoldNothingUp() throws Exception {
    String token = enrolled("agent-2", Access.AGENT);
    try (Socket idle = new Socket("127.0.0.1", port)) {
      String whole = "GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n";
      idle.getOutputStream().write(whole.getBytes(StandardCharsets.US_ASCII));
      assertThat(idle.getInputStream().read()).isEqualTo('H');
      Future<Answered> waiting =
          vertx.executeBlocking(() -> get("/v1/inbox?waitMs=50000").as(token).answer());
      eventually(() -> isPresent("agent-2"));

      await(daemon.close());

      assertThat(await(waiting).status()).isEqualTo(200);
    }
  }
}
