package dev.multichat.gateway.ws;

import static dev.multichat.contract.Scene.OPERATOR;
import static dev.multichat.store.contract.Trial.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.client.Tokens;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who is let in on a WebSocket, and until when. */
class UpgradeTest extends SocketTrial {
  @Override
  Map<String, String> http() {
    return Map.of(
        "http.idleMs", "300", "http.headWithinMs", "300", "http.origins", "https://board.example");
  }

  @Test
  void withoutATokenThereIsNoConnection() throws Exception {
    for (String headers :
        List.of(
            "",
            "Authorization: Bearer mc_nobodys\r\n",
            "Sec-WebSocket-Protocol: multichat.v1, bearer.mc_nobodys\r\n")) {
      try (Peer peer = new Peer(port, headers)) {
        assertThat(peer.head()).startsWith("HTTP/1.1 401 ");
        assertThat(new JsonObject(peer.rest()).getString("code")).isEqualTo("UNAUTHENTICATED");
      }
    }
  }

  @Test
  void aPageOfAnotherOriginIsTurnedAwayEvenWithAToken() throws Exception {
    String token = "Authorization: Bearer " + two + "\r\n";
    try (Peer peer = new Peer(port, token + "Origin: https://evil.example\r\n")) {
      assertThat(peer.head()).startsWith("HTTP/1.1 403 ");
    }
    try (Peer peer = new Peer(port, token + "Origin: https://board.example\r\n")) {
      assertThat(peer.head()).startsWith("HTTP/1.1 101 ");
    }
  }

  @Test
  void aBrowserOffersItsTokenAsASubprotocolWhichIsNotRepeated() throws Exception {
    try (Peer peer =
        new Peer(port, "Sec-WebSocket-Protocol: multichat.v1, bearer." + two + "\r\n")) {
      assertThat(peer.head().toLowerCase(java.util.Locale.ROOT))
          .startsWith("http/1.1 101 ")
          .contains("sec-websocket-protocol: multichat.v1\r\n")
          .doesNotContain("mc_");
      JsonObject receipt = peer.ask(1, "send", message(THREE, "Hello")).answer();
      assertThat(receipt.containsKey("body")).isTrue();
    }
  }

  @Test
  void oneThatOnlyWaitsIsNotTakenForOneThatSaysNothing() throws Exception {
    try (Peer peer = peer(three)) {
      JsonObject waiting = new JsonObject().put("waitMs", 3000);
      assertThat(peer.ask(1, "inbox", waiting).answer().containsKey("body")).isTrue();
      assertThat(peer.ask(2, "inbox", new JsonObject()).answer().containsKey("body")).isTrue();
    }
  }

  @Test
  void whoseTokenWasReplacedIsToldSoAndHungUpOn() throws Exception {
    try (Peer peer = peer(two)) {
      await(daemon.identities().rotate(OPERATOR, TWO));

      JsonObject answer = peer.ask(1, "send", message(THREE, "Still me")).answer();

      assertThat(answer.getJsonObject("problem").getString("code")).isEqualTo("UNAUTHENTICATED");
      assertThat(peer.closed().code()).isEqualTo(1008);
    }
    try (Peer other = peer(three)) {
      JsonObject inbox = other.ask(1, "inbox", new JsonObject()).answer();
      assertThat(inbox.getJsonObject("body").getJsonArray("messages")).isEmpty();
    }
  }

  @Test
  void anAgentHasAHundredConnectionsAndThePlacesOfThoseThatEnded() throws Exception {
    List<Peer> peers = new ArrayList<>();
    try {
      for (int i = 0; i < 100; i++) {
        peers.add(peer(two));
      }
      try (Peer one = new Peer(port, "Authorization: Bearer " + two + "\r\n")) {
        assertThat(one.head()).startsWith("HTTP/1.1 429 ");
      }
      try (Peer other = peer(three);
          Peer operator = peer(Tokens.operators(folder))) {
        assertThat(other.head()).isEqualTo(operator.head());
      }
      peers.remove(0).close();
      eventually(() -> isLetIn(two));
    } finally {
      for (Peer peer : peers) {
        peer.close();
      }
    }
  }

  private boolean isLetIn(String token) {
    try (Peer peer = new Peer(port, "Authorization: Bearer " + token + "\r\n")) {
      return peer.head().startsWith("HTTP/1.1 101 ");
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void aStoppingHubSaysSo() throws Exception {
    try (Peer peer = peer(two)) {
      peer.ask(1, "inbox", new JsonObject()).answer();
      var closing = daemon.close();

      assertThat(peer.closed().code()).isEqualTo(1001);
      await(closing);
    }
  }

  @Test
  void theAddressTellsWhoAsksItOverHttpWhatItIs() throws Exception {
    var client = java.net.http.HttpClient.newHttpClient();
    var request =
        java.net.http.HttpRequest.newBuilder(java.net.URI.create(daemon.url() + "/v1/ws"))
            .header("Authorization", "Bearer " + two)
            .build();
    var answer = client.send(request, java.net.http.HttpResponse.BodyHandlers.ofString());

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("is for WebSocket");
  }
}
