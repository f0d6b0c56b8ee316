package dev.multichat.gateway.ws;

import static dev.multichat.store.contract.Trial.await;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.multichat.gateway.Budget;
import dev.multichat.gateway.Door;
import dev.multichat.gateway.Places;
import dev.multichat.gateway.Problem;
import dev.multichat.gateway.Shared;
import dev.multichat.gateway.WayIn;
import dev.multichat.metrics.Meters;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** The same way in with little memory, or which looks after its connections often. */
class LeanSocketTest extends SocketTrial {
  private static final int SHARE = 100_000;
  private static final int HALF = 40_000;

  private final List<Peer> peers = new ArrayList<>();
  private final AtomicInteger closed = new AtomicInteger();
  private Shared shared;

  @BeforeEach
  void leanly() {
    shared =
        new Shared(
            new Door(daemon.authentication()),
            new Budget(4 * SHARE),
            new Places(),
            new Meters(),
            Duration.ofSeconds(10));
    listen(Duration.ofMinutes(1));
  }

  private void listen(Duration beat) {
    listen(WebSocketWay.setting(daemon.coordinator(), daemon.handover(), shared, SHARE), beat);
  }

  private void listen(WebSocketWay.Setting setting, Duration beat) {
    WebSocketWay way = new WebSocketWay(vertx, setting, beat);
    Router router = Router.router(vertx);
    Runnable forgetting = closed::incrementAndGet;
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
  void requestsAreMemoryOfTheCallersUntilTheyAreAnswered() throws Exception {
    Promise<Object> answer = Promise.promise();
    listen(waiting(answer), Duration.ofMinutes(1));
    Peer peer = opened(three);
    JsonObject large = new JsonObject().put("x", "x".repeat(HALF));
    peer.ask(1, "late", large).ask(2, "late", large).ask(3, "late", large);
    JsonObject refused = peer.answer();
    assertThat(refused.getLong("id")).isEqualTo(3);
    assertThat(refused.getJsonObject("problem").getString("code")).isEqualTo("LIMITED");
    assertThat(refused.getJsonObject("problem").getLong("retryAfterMs")).isEqualTo(1000);
    assertThat(opened(two).ask(1, "late", large).ask(2, "none", large).answer().getLong("id"))
        .isEqualTo(2);
    answer.complete(new JsonObject());
    assertThat(List.of(peer.answer().getLong("id"), peer.answer().getLong("id")))
        .containsExactlyInAnyOrder(1L, 2L);
    assertThat(peer.ask(4, "late", large).answer().containsKey("body")).isTrue();
  }

  /** What is asked for by the name late is answered by this. */
  private WebSocketWay.Setting waiting(Promise<Object> answer) {
    return new WebSocketWay.Setting(
        Map.of("late", (caller, body) -> answer.future()),
        daemon.handover(),
        Map.of(),
        shared,
        SHARE);
  }

  @Test
  void aFailureOfOursIsLoggedThoughNobodyIsThereToBeTold() throws Exception {
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    Logger logger = (Logger) LoggerFactory.getLogger(Problem.class);
    logger.addAppender(log);
    Promise<Object> answer = Promise.promise();
    listen(waiting(answer), Duration.ofMinutes(1));
    Peer peer = opened(three).ask(1, "late", new JsonObject());
    peer.ask(2, "none", new JsonObject()).answer();
    peer.close();
    eventually(() -> closed.get() == 1);
    answer.fail(new IllegalStateException("a fault"));
    eventually(() -> log.list.stream().anyMatch(LeanSocketTest::isTheFault));
    logger.detachAppender(log);
  }

  private static boolean isTheFault(ILoggingEvent line) {
    return line.getFormattedMessage().endsWith(" on a WebSocket of agent-3")
        && line.getThrowableProxy().getMessage().equals("a fault");
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
