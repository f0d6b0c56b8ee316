package dev.multichat.gateway.ws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.client.Tokens;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is asked on a WebSocket, and what is no request. */
class RequestsTest extends SocketTrial {
  @Test
  void theSenderIsWhomTheTokenNames() throws Exception {
    try (Peer peer = peer(two)) {
      JsonObject answer = peer.ask(7, "send", message(THREE, "Hello")).answer();

      assertThat(answer.getLong("id")).isEqualTo(7);
      String id = answer.getJsonObject("body").getString("id");
      JsonObject asked = peer.ask(8, "message", new JsonObject().put("id", id)).answer();
      assertThat(asked.getJsonObject("body").getString("from")).isEqualTo(TWO);
      JsonObject forged = message(THREE, "I am you").put("from", THREE);
      assertThat(problem(peer.ask(9, "send", forged).answer(), 9)).isEqualTo("FORBIDDEN");
      peer.text("{\"id\":10,\"op\":\"inbox\",\"as\":\"agent-3\",\"body\":{}}");
      assertThat(problem(peer.answer(), 10)).isEqualTo("FORBIDDEN");
    }
  }

  @Test
  void whatWaitsHoldsUpNothing() throws Exception {
    try (Peer peer = peer(two)) {
      JsonObject request = message(THREE, "Ready?").put("kind", "request").put("waitMs", 20_000);
      peer.ask(1, "ask", request);
      peer.ask(2, "inbox", new JsonObject().put("waitMs", 0));

      assertThat(peer.answer().getLong("id")).isEqualTo(2);

      try (Peer other = peer(three)) {
        String id =
            other
                .ask(1, "inbox", new JsonObject().put("waitMs", 20_000))
                .answer()
                .getJsonObject("body")
                .getJsonArray("messages")
                .getJsonObject(0)
                .getString("id");
        JsonObject reply = new JsonObject().put("inReplyTo", id).put("body", "Yes.");
        assertThat(other.ask(2, "send", reply.put("kind", "accept")).answer().containsKey("body"))
            .isTrue();
      }
      JsonObject answer = peer.answer();
      assertThat(answer.getLong("id")).isEqualTo(1);
      assertThat(answer.getJsonObject("body").getString("state")).isEqualTo("answered");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nonsense|",
        "[]|",
        "{\"id\":1}|1",
        "{\"id\":\"1\",\"op\":\"inbox\"}|",
        "{\"id\":-1,\"op\":\"inbox\"}|",
        "{\"id\":99999999999999999999,\"op\":\"inbox\"}|",
        "{\"id\":1.5,\"op\":\"inbox\"}|",
        "{\"id\":1,\"op\":\"inbox\",\"more\":1}|1",
        "{\"id\":1,\"id\":2,\"op\":\"inbox\"}|1",
        "{\"id\":1,\"op\":\"inbox\",\"body\":[]}|1",
        "{\"id\":1,\"op\":\"inbox\"} {}|1",
        "{\"id\":1,\"op\":\"inbox\"|1",
      })
  void whatIsNoRequestIsToldSoAndHarmsNothing(String text, @Nullable Long id) throws Exception {
    try (Peer peer = peer(two)) {
      JsonObject answer = peer.text(text).answer();

      assertThat(answer.getLong("id")).isEqualTo(id);
      assertThat(answer.getJsonObject("problem").getString("code")).isEqualTo("INVALID");
      assertThat(peer.ask(1, "inbox", new JsonObject()).answer().containsKey("body")).isTrue();
    }
  }

  @Test
  void aBodyIsHeldToTheContract() throws Exception {
    try (Peer peer = peer(two)) {
      JsonObject unknown = new JsonObject().put("colour", "red");
      assertThat(problem(peer.ask(1, "send", unknown).answer(), 1)).isEqualTo("INVALID");
      assertThat(problem(peer.ask(2, "enchant", new JsonObject()).answer(), 2))
          .isEqualTo("INVALID");
      assertThat(problem(peer.ask(3, "send", message("agent-33", "?")).answer(), 3))
          .isEqualTo("NOT_FOUND");
      peer.text(
          "{\"id\":4,\"op\":\"send\",\"body\":{\"to\":[\"agent-3\"],\"to\":[],\"body\":\"\"}}");
      assertThat(problem(peer.answer(), 4)).isEqualTo("INVALID");
    }
  }

  @Test
  void aTextMayComeInParts() throws Exception {
    byte[] bytes =
        new JsonObject()
            .put("id", 1)
            .put("op", "send")
            .put("body", message(THREE, "Grüße"))
            .encode()
            .getBytes(StandardCharsets.UTF_8);
    int middle = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("Gr") + 3;
    try (Peer peer = peer(two)) {
      peer.part(Peer.TEXT, false, java.util.Arrays.copyOfRange(bytes, 0, middle));
      peer.part(Peer.PING, true, new byte[] {42});
      peer.part(Peer.CONTINUATION, true, java.util.Arrays.copyOfRange(bytes, middle, bytes.length));

      assertThat(peer.next().opcode()).isEqualTo(Peer.PONG);
      assertThat(peer.answer().containsKey("body")).isTrue();
    }
    JsonObject inbox;
    try (Peer other = peer(three)) {
      inbox = other.ask(1, "inbox", new JsonObject()).answer().getJsonObject("body");
    }
    assertThat(inbox.getJsonArray("messages").getJsonObject(0).getString("body"))
        .isEqualTo("Grüße");
  }

  @Test
  void whatIsNoTextEndsTheConnection() throws Exception {
    try (Peer peer = peer(two)) {
      assertThat(peer.part(Peer.BINARY, true, new byte[] {1}).closed().code()).isEqualTo(1003);
    }
    try (Peer peer = peer(two)) {
      byte[] broken = {'"', (byte) 0xc3, '"'};
      assertThat(peer.part(Peer.TEXT, true, broken).closed().code()).isEqualTo(1007);
    }
  }

  @Test
  void aMessageBeyondAllMeasureEndsTheConnection() throws Exception {
    byte[] half = new byte[60 * 1024];
    java.util.Arrays.fill(half, (byte) ' ');
    try (Peer peer = peer(two)) {
      peer.part(Peer.TEXT, false, half);
      peer.part(Peer.CONTINUATION, false, half);

      assertThat(peer.closed().code()).isEqualTo(1009);
    }
  }

  @Test
  void whatIsInFlightBeyondTheLimitIsRefusedAtOnce() throws Exception {
    int agents = 6;
    int each = 190;
    String operator = Tokens.operators(folder);
    try (Peer peer = peer(operator)) {
      for (int agent = 0; agent < agents; agent++) {
        enrolled("waiting-" + agent);
        for (int i = 0; i < each; i++) {
          peer.text(
              "{\"id\":1,\"op\":\"inbox\",\"as\":\"waiting-"
                  + agent
                  + "\",\"body\":{\"waitMs\":60000}}");
        }
      }
      for (int i = 0; i < agents * each - 1024; i++) {
        JsonObject problem = peer.answer().getJsonObject("problem");
        assertThat(problem.getString("code")).isEqualTo("LIMITED");
        assertThat(problem.getLong("retryAfterMs")).isPositive();
      }
    }
  }

  private static String problem(JsonObject answer, long id) {
    assertThat(answer.getLong("id")).isEqualTo(id);
    return answer.getJsonObject("problem").getString("code");
  }
}
