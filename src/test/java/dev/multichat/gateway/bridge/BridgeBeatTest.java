package dev.multichat.gateway.bridge;

import static dev.multichat.contract.Scene.OPERATOR;
import static dev.multichat.store.contract.Trial.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.bus.RemoteHandlers;
import dev.multichat.contract.Note;
import dev.multichat.contract.Scene;
import dev.multichat.core.Opening;
import dev.multichat.gateway.Budget;
import dev.multichat.gateway.Door;
import dev.multichat.gateway.Places;
import dev.multichat.gateway.Shared;
import dev.multichat.gateway.WayIn;
import dev.multichat.metrics.Meters;
import dev.multichat.metrics.Scrape;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.WebSocketFrame;
import io.vertx.ext.web.Router;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is not there any more, or has no right to be, is found without a word from it. */
class BridgeBeatTest extends BridgeTrial {
  private static final int SHARE = 100_000;

  private final Meters meters = new Meters();
  private final AtomicInteger closed = new AtomicInteger();
  private BridgeWay way;

  /** The same bridge, which looks more often. */
  @BeforeEach
  void quickly() {
    Means means =
        new Means(
            daemon.coordinator(),
            daemon.handover(),
            new RemoteHandlers(vertx),
            Duration.ofSeconds(1),
            shared());
    way = new BridgeWay(vertx, means, Duration.ofMillis(200));
    Router router = Router.router(vertx);
    Runnable counting = closed::incrementAndGet;
    router
        .route()
        .handler(
            context -> {
              context.put(WayIn.WHEN_CLOSED, counting);
              context.next();
            });
    way.serve(router);
    HttpServer server = await(vertx.createHttpServer().requestHandler(router).listen(0));
    port = server.actualPort();
  }

  private Shared shared() {
    return new Shared(
        new Door(daemon.authentication()),
        new Budget(4 * SHARE),
        new Places(),
        meters,
        Duration.ofSeconds(10));
  }

  @Test
  void whoLosesItsTokenIsLetGoThoughItSaysNothing() {
    Peer peer = peer(ada);
    await(daemon.identities().rotate(OPERATOR, "ada"));
    assertThat(await(peer.closed.future())).startsWith("1008 The token was taken away");
  }

  @Test
  void whoAnswersPingsStays() {
    Peer peer = peer(ada);
    rest(2000);
    assertThat(peer.refusal("agents", NOTHING)).isZero();
  }

  @Test
  void whoAnswersNoPingIsLetGo() throws Exception {
    String upgrade =
        "GET /eventbus/websocket HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\nUpgrade:"
            + " websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key:"
            + " dGhlIHNhbXBsZSBub25jZQ==\r\nAuthorization: Bearer "
            + ada
            + "\r\n\r\n";
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(upgrade.getBytes(StandardCharsets.US_ASCII));
      String all = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
      assertThat(all).contains("Nothing came for 600 ms");
    }
  }

  @Test
  void messagesThatAreNotCompleteAreMemoryOfTheCallers() {
    Peer first = half(ada);
    half(ada);
    Peer third = half(ada);
    assertThat(await(third.closed.future())).startsWith("1013 Too many bytes");
    Peer other = half(bo);
    await(other.socket.writeFrame(WebSocketFrame.continuationFrame(Buffer.buffer("x"), true)));
    eventually(() -> other.failures().equals(List.of(400)));
    first.close();
    eventually(this::hasRoom);
  }

  /** Whether a message in two parts is taken. */
  private boolean hasRoom() {
    Peer peer = half(ada);
    peer.socket.writeFrame(WebSocketFrame.continuationFrame(Buffer.buffer("x"), true));
    eventually(() -> peer.closed.future().isComplete() || !peer.failures().isEmpty());
    return !peer.failures().isEmpty();
  }

  @Test
  void whatIsShownIsMemoryOfTheCallersUntilTheConnectionTookIt() {
    Opening talk = new Opening("talk", "Talk", List.of("bo"), false);
    await(daemon.coordinator().open(Scene.as("ada"), talk));
    Peer watcher = peer(ada).register("multichat.session.talk");
    Peer other = peer(bo).register("multichat.session.talk");
    assertThat(watcher.refusal("agents", NOTHING)).isZero();
    assertThat(other.refusal("agents", NOTHING)).isZero();
    half(ada);
    half(ada);
    sent("bo", Note.to().in("talk").body("x".repeat(4000)));
    eventually(() -> watcher.failures().equals(List.of(429)));
    eventually(() -> other.at("multichat.session.talk").size() == 1);
    assertThat(other.failures()).isEmpty();
  }

  @Test
  void refusalsAreCounted() {
    Peer peer = peer(ada).write("no frame");
    assertThat(peer.refusal("nothing", NOTHING)).isEqualTo(403);
    assertThat(peer.refusal("message", NOTHING)).isEqualTo(400);
    assertThat(stranger().refusal("agents", NOTHING)).isEqualTo(401);
    Scrape told = new Scrape(meters.text());
    assertThat(told.of("multichat_refusals_total{code=\"forbidden\"}")).isEqualTo(1);
    assertThat(told.of("multichat_refusals_total{code=\"invalid\"}")).isEqualTo(2);
    assertThat(told.of("multichat_refusals_total{code=\"unauthenticated\"}")).isEqualTo(1);
  }

  /** A connection on which a part of a message came, and which may be closed for it. */
  private Peer half(String token) {
    Peer peer = peer(token);
    WebSocketFrame part = WebSocketFrame.textFrame("x".repeat(49_000), false);
    await(peer.socket.writeFrame(part).otherwiseEmpty());
    await(peer.socket.writePing(Buffer.buffer()).otherwiseEmpty());
    return peer;
  }

  @Test
  void theServerIsToldOfEachConnectionThatClosed() {
    peer(ada).close();
    connected(Peer.SOCKJS).close();
    eventually(() -> closed.get() == 2);
  }

  @Test
  void whoConnectsWhenItStopsIsRefused() {
    way.close();
    assertThat(Peer.status(vertx, port, Peer.RAW)).isNotEqualTo(101);
  }
}
