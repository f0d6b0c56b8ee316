package dev.multichat.gateway.bridge;

import static dev.multichat.store.contract.Trial.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.contract.Note;
import dev.multichat.contract.Scene;
import dev.multichat.core.Opening;
import dev.multichat.gateway.Places;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who says too much, reads too little or speaks in tongues is told so, and hurts nobody. */
class BridgeLimitsTest extends BridgeTrial {
  @Override
  Map<String, String> http() {
    return Map.of("http.slowReaderMs", "500", "http.idleMs", "300", "http.headWithinMs", "300");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no json",
        "[]",
        "null",
        "7",
        "{}",
        "{\"type\":7}",
        "{\"type\":\"shout\",\"address\":\"a\"}",
        "{\"type\":\"send\"}",
        "{\"type\":\"send\",\"address\":null}",
        "{\"type\":\"send\",\"address\":{}}",
        "{\"type\":\"send\",\"address\":\"\"}",
        "{\"type\":\"send\",\"address\":\"multichat.send\",\"address\":\"multichat.send\"}",
        "{\"type\":\"send\",\"address\":\"multichat.send\",\"headers\":[]}",
        "{\"type\":\"send\",\"address\":\"multichat.send\",\"headers\":{\"agent\":null}}",
        "{\"type\":\"send\",\"address\":\"multichat.send\",\"headers\":{\"agent\":{}}}",
        "{\"type\":\"send\",\"address\":\"multichat.send\",\"replyAddress\":1}",
        "{\"type\":\"send\",\"address\":\"multichat.send\",\"user\":1}",
        "{\"type\":\"send\",\"address\":\"multichat.send\",\"body\":[]}",
        "{\"type\":\"send\",\"address\":\"multichat.send\",\"body\":{\"nothing\":1}}",
        "{\"type\":\"register\",\"address\":\"multichat.session.\\u0000\"}"
      })
  void aFrameThatIsNoneIsInvalid(String text) {
    Peer peer = peer(ada).write(text);
    eventually(() -> peer.failures().equals(List.of(400)));
    assertThat(peer.refusal("agents", NOTHING)).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "{}", "[1]", "[null]", "[\"a\",{}]", "[\"x\"]", "7"})
  void aMessageOfSockJsThatIsNoneIsInvalid(String text) {
    Peer peer = connected(Peer.SOCKJS, token(ada)).write(text);
    eventually(() -> peer.failures().equals(List.of(400)));
    assertThat(peer.write("[]").write("").refusal("agents", NOTHING)).isZero();
  }

  @Test
  void aLongAddressIsRefused() {
    Peer peer = peer(ada).register("multichat.session." + "s".repeat(200));
    eventually(() -> peer.failures().equals(List.of(400)));
  }

  @Test
  void aConnectionHasAHundredHandlers() {
    Peer peer = peer(operator);
    for (int i = 0; i <= 100; i++) {
      String id = "s" + i;
      await(daemon.coordinator().open(Scene.as("bo"), new Opening(id, "S", List.of(), false)));
      peer.register("multichat.session." + id);
    }
    eventually(() -> peer.failures().equals(List.of(429)));
    peer.say(Peer.frame("unregister", "multichat.session.s0")).register("multichat.agent.operator");
    assertThat(peer.refusal("agents", NOTHING)).isZero();
    peer.register("multichat.session.s0");
    eventually(() -> peer.failures().equals(List.of(429, 429)));
  }

  @Test
  void aHandlerIsRegisteredOnce() {
    Peer peer = peer(ada).register("multichat.agent.ada").register("multichat.agent.ada");
    eventually(() -> peer.failures().equals(List.of(409)));
  }

  @Test
  void anAgentHasAHundredConnectionsAndOneIsFreeAgainWhenItCloses() {
    for (int i = 0; i < Places.MOST - 1; i++) {
      peer(ada);
    }
    Peer last = peer(ada);
    assertThat(Peer.status(vertx, port, Peer.RAW, token(ada))).isEqualTo(429);
    assertThat(stranger().refusal("agents", NOTHING, token(ada))).isEqualTo(429);
    assertThat(Peer.status(vertx, port, Peer.RAW, token(bo))).isEqualTo(101);
    last.close();
    eventually(() -> Peer.status(vertx, port, Peer.RAW, token(ada)) == 101);
  }

  @Test
  void aThousandCallsAreUnderWayAtOnce() {
    String frame = new JsonObject().put("type", "send").put("address", "multichat.agents").encode();
    JsonArray batch = new JsonArray(Collections.nCopies(1001, frame));
    Peer peer = connected(Peer.SOCKJS, token(ada)).write(batch.encode());
    eventually(() -> peer.failures().equals(List.of(429)));
    assertThat(peer.heard.get(0).getJsonObject("details").getLong("retryAfterMs")).isEqualTo(1000);
    assertThat(peer.refusal("agents", NOTHING)).isZero();
  }

  @Test
  void aStrangerWhoTalksNonsenseIsLetGoAtTheFirstWord() {
    JsonArray batch = new JsonArray(Collections.nCopies(1000, ""));
    Peer peer = connected(Peer.SOCKJS).write(batch.encode());
    assertThat(await(peer.closed.future())).startsWith("1008 That was no frame");
    assertThat(peer.heard).hasSizeLessThan(2);
  }

  @Test
  void aMessageOfTooManyFramesIsRefused() {
    JsonArray batch = new JsonArray(Collections.nCopies(5_000, ""));
    Peer peer = connected(Peer.SOCKJS, token(ada)).write(batch.encode());
    eventually(() -> peer.failures().equals(List.of(400)));
  }

  @Test
  void aMessageThatIsTooLargeEndsTheConnectionAndNothingElse() {
    Peer peer = peer(ada);
    peer.socket.writeTextMessage("x".repeat(1 << 20));
    await(peer.closed.future());
    assertThat(peer(ada).refusal("agents", NOTHING)).isZero();
  }

  private static final int CALLS = 40;
  private static final int MESSAGES = 200;
  private static final String INBOX =
      "{\"type\":\"send\",\"address\":\"multichat.inbox\",\"body\":{\"limit\":500},"
          + "\"replyAddress\":\"r\"}";

  @Test
  void whoReadsNothingIsCutAndItsMessagesWaitForIt() throws Exception {
    String key = "dGhlIHNhbXBsZSBub25jZQ==";
    String upgrade =
        "GET /eventbus/websocket HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\nUpgrade:"
            + " websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: "
            + key
            + "\r\nAuthorization: Bearer "
            + ada
            + "\r\n\r\n";
    for (int i = 0; i < MESSAGES; i++) {
      sent("bo", Note.to("ada").body("x".repeat(4000)));
    }
    try (Socket socket = new Socket()) {
      socket.setReceiveBufferSize(65_536);
      socket.connect(new java.net.InetSocketAddress("127.0.0.1", port));
      socket.getOutputStream().write(upgrade.getBytes(StandardCharsets.US_ASCII));
      assertThat(socket.getInputStream().read()).isEqualTo('H');
      OutputStream out = socket.getOutputStream();
      out.write(frame("{\"type\":\"register\",\"address\":\"multichat.agent.ada\"}"));
      for (int i = 0; i < CALLS; i++) {
        out.write(frame(INBOX));
      }
      eventually(() -> isCut(out));
    }
    assertThat(peer(ada).call("inbox", NOTHING).getJsonObject("body").getJsonArray("messages"))
        .isNotEmpty();
  }

  /** Whether nobody is there any more to take what is written. */
  private static boolean isCut(OutputStream out) {
    try {
      out.write(frame("{\"type\":\"ping\"}"));
      return false;
    } catch (IOException gone) {
      return true;
    }
  }

  /** A text frame of a client, under the mask of zeros. */
  private static byte[] frame(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    byte[] frame = new byte[bytes.length + 6];
    frame[0] = (byte) 0x81;
    frame[1] = (byte) (0x80 | bytes.length);
    System.arraycopy(bytes, 0, frame, 6, bytes.length);
    return frame;
  }

  @Test
  void aConnectionOnWhichNothingIsSaidLivesOn() {
    Peer peer = peer(ada);
    rest(1500);
    assertThat(peer.refusal("agents", NOTHING)).isZero();
  }

  @Test
  void whoIsConnectedIsToldThatTheDaemonStops() {
    Peer raw = peer(ada).register("multichat.agent.ada");
    Peer sockjs = connected(Peer.SOCKJS);
    assertThat(raw.refusal("agents", NOTHING)).isZero();
    await(daemon.close());
    assertThat(await(raw.closed.future())).startsWith("1001 The daemon stops");
    assertThat(await(sockjs.closed.future())).startsWith("1001 The daemon stops");
    assertThat(sockjs.texts).contains("o").anyMatch(text -> text.startsWith("c[1001,"));
    assertThat(raw.failures()).isEmpty();
  }

  @Test
  void onlyWebSocketsAreThere() {
    assertThat(status(HttpMethod.GET, "/eventbus/info")).isEqualTo(200);
    assertThat(status(HttpMethod.GET, Peer.RAW)).isEqualTo(400);
    assertThat(status(HttpMethod.POST, "/eventbus/000/abc/xhr_streaming")).isEqualTo(404);
    assertThat(status(HttpMethod.POST, "/eventbus/000/abc/xhr_send")).isEqualTo(404);
    assertThat(status(HttpMethod.GET, "/eventbus/000/abc/jsonp?c=x")).isEqualTo(404);
    assertThat(status(HttpMethod.GET, "/eventbus/000/abc/htmlfile?c=x")).isEqualTo(404);
    assertThat(status(HttpMethod.GET, "/eventbus/000/abc/eventsource")).isEqualTo(404);
    assertThat(status(HttpMethod.POST, Peer.RAW)).isEqualTo(405);
  }

  private int status(HttpMethod method, String uri) {
    var client = vertx.createHttpClient();
    RequestOptions options =
        new RequestOptions().setHost("127.0.0.1").setPort(port).setMethod(method).setURI(uri);
    return await(client.request(options).compose(HttpClientRequest::send).map(r -> r.statusCode()));
  }
}
