package dev.multichat.gateway.ws;

import static dev.multichat.contract.Scene.OPERATOR;
import static dev.multichat.store.contract.Trial.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.client.Tokens;
import dev.multichat.core.Caller;
import dev.multichat.core.Opening;
import dev.multichat.core.ReceiptState;
import dev.multichat.gateway.Places;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Streams on a WebSocket. */
class PushesTest extends SocketTrial {
  private static final JsonObject NOTHING = new JsonObject();

  @Test
  void anInboxShowsWhatWaitsAndWhatComesEachOnceAndInOrder() throws Exception {
    List<String> ids = new ArrayList<>(List.of(sent("one"), sent("two")));
    try (Peer peer = peer(three)) {
      assertThat(peer.ask(5, "inboxStream", NOTHING).answer())
          .isEqualTo(new JsonObject().put("id", 5).put("body", NOTHING));
      ids.add(sent("three"));
      ids.add(sent("four"));

      List<String> shown = new ArrayList<>();
      for (int i = 0; i < ids.size(); i++) {
        JsonObject event = peer.answer();
        assertThat(event.getLong("id")).isEqualTo(5);
        assertThat(event.getString("event")).isEqualTo("message");
        assertThat(event.getString("cursor")).isNotBlank();
        shown.add(event.getJsonObject("data").getString("id"));
      }
      assertThat(shown).isEqualTo(ids);
      eventually(() -> ids.stream().allMatch(id -> state(id) == ReceiptState.DELIVERED));
      JsonObject acknowledged =
          peer.ask(6, "acknowledge", new JsonObject().put("ids", new JsonArray(ids))).answer();
      assertThat(acknowledged.getLong("id")).isEqualTo(6);
    }
    assertThat(ids).allSatisfy(id -> assertThat(state(id)).isEqualTo(ReceiptState.ACKNOWLEDGED));
  }

  @Test
  void aCursorGoesOnBehindWhatWasShownAcrossConnections() throws Exception {
    sent("one");
    String second = sent("two");
    String cursor;
    try (Peer peer = peer(three)) {
      peer.ask(1, "inboxStream", NOTHING).answer();
      cursor = peer.answer().getString("cursor");
    }
    try (Peer peer = peer(three)) {
      peer.ask(1, "inboxStream", new JsonObject().put("cursor", cursor)).answer();

      assertThat(peer.answer().getJsonObject("data").getString("id")).isEqualTo(second);
    }
  }

  @Test
  void aSessionShowsItsEntriesToThoseWhoMayReadIt() throws Exception {
    String session =
        await(
                daemon
                    .coordinator()
                    .open(Caller.agent(TWO), new Opening(null, "Talk", List.of(), false)))
            .id();
    JsonObject fields = new JsonObject().put("session", session).put("afterSeq", 0);
    try (Peer peer = peer(three)) {
      JsonObject answer = peer.ask(1, "sessionStream", fields).answer();
      assertThat(answer.getJsonObject("problem").getString("code")).isEqualTo("FORBIDDEN");
    }
    try (Peer peer = peer(two)) {
      assertThat(peer.ask(1, "sessionStream", fields).answer().containsKey("body")).isTrue();
      await(daemon.coordinator().close(OPERATOR, session));

      assertThat(peer.answer().getString("event")).isEqualTo("opened");
      assertThat(peer.answer().getString("event")).isEqualTo("closed");
    }
  }

  @Test
  void anIdIsOfOneStreamUntilItIsEnded() throws Exception {
    try (Peer peer = peer(three)) {
      peer.ask(1, "inboxStream", NOTHING).answer();
      assertThat(code(peer.ask(1, "inboxStream", NOTHING).answer())).isEqualTo("CONFLICT");
      JsonObject one = new JsonObject().put("id", 1);
      assertThat(peer.ask(2, "end", one).answer().containsKey("body")).isTrue();
      assertThat(code(peer.ask(3, "end", one).answer())).isEqualTo("NOT_FOUND");
      JsonObject wrong = new JsonObject().put("colour", "red");
      assertThat(code(peer.ask(1, "inboxStream", wrong).answer())).isEqualTo("INVALID");
      sent("while nobody follows");

      assertThat(peer.ask(1, "inboxStream", NOTHING).answer().containsKey("body")).isTrue();
      assertThat(peer.answer().getString("event")).isEqualTo("message");
    }
  }

  @Test
  void aConnectionHasAHundredStreams() throws Exception {
    try (Peer peer = peer(three)) {
      for (int i = 0; i < 100; i++) {
        assertThat(peer.ask(i, "inboxStream", NOTHING).answer().containsKey("body")).isTrue();
      }
      assertThat(code(peer.ask(100, "inboxStream", NOTHING).answer())).isEqualTo("LIMITED");
    }
  }

  @Test
  void anAgentHasFiveHundredStreamsOverAllWaysInAndOneIsFreeAgainWhenItEnds() throws Exception {
    List<Peer> peers = new ArrayList<>();
    try {
      for (int i = 0; i < Places.MOST_STREAMS / 100; i++) {
        peers.add(peer(three));
        for (int stream = 0; stream < 100; stream++) {
          follow(peers.get(i), stream);
        }
      }
      Peer other = peer(three);
      peers.add(other);
      assertThat(code(other.ask(1, "inboxStream", NOTHING).answer())).isEqualTo("LIMITED");
      assertThat(streamed(three)).isEqualTo(429);
      assertThat(streamed(Tokens.operators(folder))).isEqualTo(200);
      peers.get(0).ask(1000, "end", new JsonObject().put("id", 7)).answer();
      JsonObject wrong = new JsonObject().put("colour", "red");
      assertThat(code(other.ask(2, "inboxStream", wrong).answer())).isEqualTo("INVALID");
      follow(other, 3);
      peers.remove(1).close();
      eventually(() -> streamed(three) == 200);
    } finally {
      for (Peer peer : peers) {
        peer.close();
      }
    }
  }

  private static void follow(Peer peer, long id) throws IOException {
    assertThat(peer.ask(id, "inboxStream", NOTHING).answer().containsKey("body")).isTrue();
  }

  /** The status of a stream over HTTP. */
  private int streamed(String token) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(daemon.url() + "/v1/inbox/stream"))
            .header("Authorization", "Bearer " + token)
            .build();
    HttpResponse<InputStream> answer =
        HttpClient.newHttpClient()
            .sendAsync(request, HttpResponse.BodyHandlers.ofInputStream())
            .join();
    try {
      answer.body().close();
      return answer.statusCode();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void whoIsRevokedIsToldSoOnTheStream() throws Exception {
    try (Peer peer = peer(three)) {
      peer.ask(1, "inboxStream", NOTHING).answer();
      await(daemon.coordinator().revoke(OPERATOR, THREE));

      assertThat(code(peer.answer())).isEqualTo("FORBIDDEN");
    }
  }

  @Test
  void whoFollowsIsThereUntilItsConnectionEnds() throws Exception {
    try (Peer peer = peer(three)) {
      peer.ask(1, "inboxStream", NOTHING).answer();
      assertThat(isPresent()).isTrue();
    }
    eventually(() -> !isPresent());
  }

  private boolean isPresent() {
    return await(daemon.coordinator().presence(OPERATOR, THREE)).get(0).present();
  }

  private static String code(JsonObject answer) {
    return answer.getJsonObject("problem").getString("code");
  }
}
