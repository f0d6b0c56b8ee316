package dev.multichat.gateway.http;

import static dev.multichat.contract.Scene.OPERATOR;
import static dev.multichat.store.contract.Trial.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.config.HttpSettings;
import dev.multichat.contract.Note;
import dev.multichat.contract.Scene;
import dev.multichat.core.Access;
import dev.multichat.core.Opening;
import dev.multichat.core.ReceiptState;
import dev.multichat.gateway.Door;
import dev.multichat.gateway.Places;
import dev.multichat.gateway.Shared;
import dev.multichat.metrics.Meters;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who may follow, until when, and that a reader that takes nothing holds up nobody. */
class StreamEndsTest extends StreamTrial {
  private static final int SLOW_MS = 500;
  private static final String TALK = "/v1/sessions/talk/stream";

  @Override
  Map<String, String> http() {
    return at("" + SLOW_MS);
  }

  private void talk(boolean open) {
    await(
        daemon.coordinator().open(Scene.as("ada"), new Opening("talk", "T", List.of("bo"), open)));
  }

  private static void isError(Followed stream, String code) throws Exception {
    Followed.Event event = stream.next();
    assertThat(event.name()).as(event.toString()).isEqualTo("error");
    assertThat(event.told("code")).isEqualTo(code);
    assertThat(event.data().getInteger("status")).isPositive();
    stream.end();
  }

  private Shared shared(HttpSettings settings) {
    return new Shared(
        new Door(daemon.authentication()),
        HttpGateway.budget(4096),
        new Places(),
        new Meters(),
        Duration.ofMillis(settings.slowReaderMs()));
  }

  /** A gateway of its own on the same hub, with beats that are no test's patience apart. */
  private void beating() {
    HttpSettings settings = config().http();
    Backstage backstage =
        new Backstage(
            daemon.coordinator(),
            daemon.handover(),
            daemon.identities(),
            new Vitals() {
              @Override
              public JsonObject status() {
                return new JsonObject();
              }

              @Override
              public Future<?> store() {
                return Future.succeededFuture();
              }

              @Override
              public long devlogLag() {
                return 0;
              }
            },
            shared(settings));
    HttpGateway gateway =
        new HttpGateway(settings.anywhere("unused"), backstage, 4096, Duration.ofMillis(50));
    await(vertx.deployVerticle(gateway));
    port = URI.create(gateway.url()).getPort();
  }

  @Test
  void whoMayNotReadIsRefusedBeforeItBegins() throws Exception {
    talk(false);
    String carl = enrolled("carl", Access.AGENT);
    String reader = enrolled("reader", Access.READER);
    assertThat(get(INBOX).answer().status()).isEqualTo(401);
    assertThat(get(TALK).as("mc_x").answer().status()).isEqualTo(401);
    assertThat(get(TALK).as(carl).answer().code()).isEqualTo("FORBIDDEN");
    assertThat(get(INBOX + "?agent=bo").as(carl).answer().code()).isEqualTo("FORBIDDEN");
    assertThat(get("/v1/sessions/none/stream").as(bo).answer().code()).isEqualTo("NOT_FOUND");
    assertThat(post(INBOX, "{}").as(bo).answer().headers()).containsEntry("allow", "GET");
    for (String token : List.of(bo, reader, operator)) {
      followed(TALK, token);
    }
    followed(INBOX + "?agent=bo", reader);
  }

  @Test
  void anOpenSessionIsFollowedByAnybody() throws Exception {
    talk(true);
    String carl = enrolled("carl", Access.AGENT);
    Followed stream = followed(TALK, carl);
    sent("ada", Note.to("bo").in("talk"));
    assertThat(stream.next().name()).isEqualTo("message");
  }

  @Test
  void revokingEndsTheStreamsOfAnAgentAndNoOther() throws Exception {
    talk(false);
    Followed inbox = followed(INBOX, bo);
    Followed session = followed(TALK, bo);
    Followed other = followed(TALK, ada);
    await(daemon.coordinator().revoke(OPERATOR, "bo"));
    isError(inbox, "FORBIDDEN");
    isError(session, "FORBIDDEN");
    sent("ada", Note.to("operator").in("talk"));
    assertThat(other.next().name()).isEqualTo("joined");
    assertThat(other.next().name()).isEqualTo("message");
  }

  @Test
  void whoLeavesASessionThatIsNotOpenSeesNothingMoreOfIt() throws Exception {
    talk(false);
    sent("ada", Note.to("bo").in("talk"));
    Followed stream = followed(TALK, bo);
    await(daemon.coordinator().leave(Scene.as("bo"), "talk"));
    sent("ada", Note.to("operator").in("talk").body("Now that it left"));
    assertThat(stream.next().name()).isEqualTo("left");
    isError(stream, "FORBIDDEN");
  }

  @Test
  void aTokenThatWasTakenAwayShowsNothingMore() throws Exception {
    Followed stream = followed(INBOX, bo);
    String fresh = await(daemon.identities().rotate(OPERATOR, "bo")).token();
    String id = sent("ada", Note.to("bo")).id();
    isError(stream, "UNAUTHENTICATED");
    assertThat(state(id, "bo")).isEqualTo(ReceiptState.RECORDED);
    assertThat(followed(INBOX, fresh).next().told("id")).isEqualTo(id);
  }

  @Test
  void anIdleStreamBeatsAndEndsWhenItsTokenIsTakenAway() throws Exception {
    beating();
    Followed stream = followed(INBOX, bo);
    assertThat(stream.comment()).isEqualTo(": beat");
    assertThat(stream.comment()).isEqualTo(": beat");
    await(daemon.identities().rotate(OPERATOR, "bo"));
    isError(stream, "UNAUTHENTICATED");
  }

  @Test
  void aReaderThatTakesNothingIsCutAndTheOthersGoOn() throws Exception {
    List<String> ids = new ArrayList<>();
    try (Socket slow = new Socket()) {
      slow.setReceiveBufferSize(4096);
      slow.connect(new InetSocketAddress("127.0.0.1", port));
      slow.getOutputStream().write(asking().getBytes(StandardCharsets.US_ASCII));
      Followed quick = followed(INBOX + "?agent=bo", operator);
      eventually(() -> isPresent("bo"));
      String body = "x".repeat(4000);
      for (int i = 0; i < 4000; i++) {
        ids.add(sent("ada", Note.to("bo").body(body)).id());
        if (i % 100 == 99) {
          quick.next(100);
        }
      }
      eventually(() -> !isPresent("bo"));
      assertThat(get(Measures.PATH).as(operator).answer().body())
          .contains("multichat_streams_cut_total 1.0\n");

      assertThat(state(ids.get(0), "bo")).isEqualTo(ReceiptState.DELIVERED);
      assertThat(state(ids.get(3999), "bo")).isEqualTo(ReceiptState.RECORDED);
      String got = read(slow);
      int last = got.lastIndexOf("\nid: ");
      String id = got.substring(last + 5, got.indexOf('\n', last + 5));
      int shown = got.split("\nid: ", -1).length - 1;
      assertThat(state(ids.get(shown), "bo")).isEqualTo(ReceiptState.RECORDED);
      Followed again = followed(INBOX, bo, LAST, id);
      assertThat(again.next().told("id")).isEqualTo(ids.get(shown));
    }
  }

  private String asking() {
    return "GET "
        + INBOX
        + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
        + bo
        + "\r\n\r\n";
  }

  /**
   * What the kernel still held when the connection was cut, in which the last event may be torn.
   */
  private static String read(Socket socket) throws Exception {
    StringBuilder text = new StringBuilder();
    socket.setSoTimeout(PATIENCE_MS);
    InputStream in = socket.getInputStream();
    byte[] part = new byte[65536];
    try {
      for (int n = in.read(part); n >= 0; n = in.read(part)) {
        text.append(new String(part, 0, n, StandardCharsets.US_ASCII));
      }
    } catch (java.net.SocketException reset) {
      assertThat(text).isNotEmpty();
    }
    String chunks = text.toString().replaceAll("\r\n[0-9a-f]+\r\n", "");
    return chunks.substring(0, chunks.lastIndexOf("\n\n"));
  }
}
