package dev.multichat.gateway.ws;

import static dev.multichat.store.contract.Trial.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.gateway.Budget;
import dev.multichat.gateway.Door;
import dev.multichat.gateway.Places;
import dev.multichat.gateway.Shared;
import dev.multichat.gateway.WayIn;
import dev.multichat.metrics.Meters;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The same way in with little memory, or which looks after its connections often. */
class LeanSocketTest extends SocketTrial {
  private static final int SHARE = 100_000;
  private static final int HALF = 40_000;

  private final List<Peer> peers = new ArrayList<>();

  @BeforeEach
  void leanly() {
    listen(Duration.ofMinutes(1));
  }

  private void listen(Duration beat) {
    Shared shared =
        new Shared(
            new Door(daemon.authentication()),
            new Budget(4 * SHARE),
            new Places(),
            new Meters(),
            Duration.ofSeconds(10));
    WebSocketWay way =
        new WebSocketWay(
            vertx,
            WebSocketWay.setting(daemon.coordinator(), daemon.handover(), shared, SHARE),
            beat);
    Router router = Router.router(vertx);
    Runnable forgetting = () -> {};
    router
        .route()
        .handler(
            context -> {
              context.put(WayIn.WHEN_CLOSED, forgetting);
              context.next();
            });
    way.serve(router);
    HttpServerOptions options =
        new HttpServerOptions().setMaxWebSocketFrameSize(SHARE).setMaxWebSocketMessageSize(SHARE);
    HttpServer server = await(vertx.createHttpServer(options).requestHandler(router).listen(0));
    port = server.actualPort();
  }

  @AfterEach
  void leave() throws IOException {
    for (Peer peer : peers) {
      peer.close();
    }
  }

  private Peer opened(String token) throws IOException {
    Peer peer = peer(token);
    peers.add(peer);
    return peer;
  }

  /** A connection on which so many bytes of a message came, and the daemon knows it. */
  private void half(boolean fragment) throws IOException {
    byte[] half = new byte[HALF];
    Arrays.fill(half, (byte) ' ');
    Peer peer = opened(three);
    if (fragment) {
      peer.part(Peer.TEXT, false, half).part(Peer.PING, true, new byte[0]);
      Peer.Part answer = peer.next();
      while (answer.opcode() != Peer.PONG) {
        answer = peer.next();
      }
    } else {
      peer.begun(2 * HALF, half);
    }
  }

  @Test
  void fragmentsOfMessagesAreMemoryOfTheCallers() throws Exception {
    half(true);
    half(true);
    holdsThree(true);
  }

  @Test
  void partsOfFramesAreMemoryOfTheCallers() throws Exception {
    half(false);
    half(false);
    holdsThree(false);
  }

  /** The third half is too much, for this agent only, until another one is gone. */
  private void holdsThree(boolean fragment) throws Exception {
    byte[] half = new byte[HALF];
    Arrays.fill(half, (byte) ' ');
    Peer third = opened(three);
    if (fragment) {
      third.part(Peer.TEXT, false, half);
    } else {
      third.begun(2 * HALF, half);
    }
    Peer.Part end = third.closed();
    assertThat(end.code()).isEqualTo(1013);
    assertThat(end.reason()).startsWith("Too many bytes");
    Peer other = opened(two);
    other.part(Peer.TEXT, false, half).part(Peer.CONTINUATION, true, half);
    assertThat(other.answer().getJsonObject("problem").getString("code")).isEqualTo("INVALID");
    peers.get(0).close();
    eventually(() -> isWhole(half));
  }

  /** Whether there is room for a message in two parts. */
  private boolean isWhole(byte[] half) {
    try (Peer again = peer(three)) {
      again.part(Peer.TEXT, false, half).part(Peer.CONTINUATION, true, half);
      again.answer();
      return true;
    } catch (IOException closed) {
      return false;
    }
  }

  @Test
  void whatIsWholeIsCountedNoMore() throws Exception {
    Peer peer = opened(three);
    byte[] half = new byte[HALF];
    Arrays.fill(half, (byte) ' ');
    for (int i = 0; i < 10; i++) {
      peer.part(Peer.TEXT, false, half).part(Peer.CONTINUATION, true, half);
      assertThat(peer.answer().containsKey("problem")).isTrue();
      peer.text(" ".repeat(HALF));
      assertThat(peer.answer().containsKey("problem")).isTrue();
    }
  }

  @Test
  void whoAnswersNoPingIsLetGo() throws Exception {
    listen(Duration.ofMillis(200));
    Peer.Part end = opened(three).closed();
    assertThat(end.code()).isEqualTo(1008);
    assertThat(end.reason()).startsWith("Nothing came from you, not even a pong");
  }

  @Test
  void whoAnswersPingsStays() throws Exception {
    listen(Duration.ofMillis(200));
    Peer peer = opened(three);
    for (int i = 0; i < 8; i++) {
      assertThat(peer.next().opcode()).isEqualTo(Peer.PING);
      peer.part(Peer.PONG, true, new byte[0]);
    }
    assertThat(peer.ask(1, "inbox", new JsonObject()).answer().containsKey("body")).isTrue();
  }
}
