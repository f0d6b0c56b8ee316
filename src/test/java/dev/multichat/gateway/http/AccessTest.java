package dev.multichat.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.core.Access;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every credential with every claimed sender and every readable thing. */
class AccessTest extends HttpTrial {
  private static final List<String> EVERYBODY =
      List.of("alice", "bob", "carol", "watcher", "anna", "operator");

  private final Map<String, String> tokens = new LinkedHashMap<>();
  private String message;
  private String session;

  @BeforeEach
  void enrol() throws IOException {
    for (String agent : List.of("alice", "bob", "carol")) {
      tokens.put(agent, enrolled(agent, Access.AGENT));
    }
    tokens.put("watcher", enrolled("watcher", Access.READER));
    tokens.put("anna", enrolled("anna", Access.OPERATOR));
    tokens.put("operator", operator);
    JsonObject receipt =
        post("/v1/messages", to("bob").encode()).as(tokens.get("alice")).answer().json();
    message = receipt.getString("id");
    session = receipt.getString("session");
  }

  private static JsonObject to(String agent) {
    return new JsonObject()
        .put("to", new JsonArray().add(agent))
        .put("subject", "Readiness")
        .put("body", "Ready?");
  }

  private static boolean reads(String who) {
    return !who.equals("carol");
  }

  private static boolean operates(String who) {
    return who.equals("anna") || who.equals("operator");
  }

  @Test
  void theSenderIsWhoTheTokenIsOfWhateverTheBodyClaims() throws Exception {
    for (String who : tokens.keySet()) {
      for (String claimed : EVERYBODY) {
        String body = to(who.equals("bob") ? "alice" : "bob").put("from", claimed).encode();
        Answered answered = post("/v1/messages", body).as(tokens.get(who)).answer();
        int right = who.equals(claimed) && !who.equals("watcher") ? 201 : 403;
        assertThat(answered.status()).as(who + " as " + claimed).isEqualTo(right);
      }
    }
    JsonArray inbox =
        get("/v1/inbox").as(tokens.get("alice")).answer().json().getJsonArray("messages");
    assertThat(inbox).hasSize(1);
    assertThat(inbox.getJsonObject(0).getString("from")).isEqualTo("bob");
  }

  @Test
  void onlyAnOperatorCallsAsAnAgent() throws Exception {
    for (String who : tokens.keySet()) {
      for (String claimed : EVERYBODY) {
        Answered answered =
            get("/v1/status").as(tokens.get(who)).header("Multichat-Agent", claimed).answer();
        boolean itself = who.equals(claimed);
        boolean allowed = itself || (operates(who) && !claimed.equals("operator"));
        assertThat(answered.status()).as(who + " as " + claimed).isEqualTo(allowed ? 200 : 403);
        if (allowed) {
          JsonObject you = answered.json().getJsonObject("you");
          assertThat(you.getString("agent")).isEqualTo(claimed);
          assertThat(you.getString("access").equals("agent")).isEqualTo(!itself || !special(who));
        }
      }
    }
  }

  private static boolean special(String who) {
    return who.equals("watcher") || operates(who);
  }

  @Test
  void whatASessionHoldsIsReadByWhoTakesPartAndByReadersAndOperators() throws Exception {
    List<String> things =
        List.of(
            "/v1/sessions/" + session,
            "/v1/sessions/" + session + "/messages",
            "/v1/devlogs?session=" + session);
    List<String> hidden =
        List.of(
            "/v1/messages/" + message,
            "/v1/messages/" + message + "/receipts",
            "/v1/devlogs/" + message);
    for (String who : tokens.keySet()) {
      for (String thing : things) {
        Answered answered = get(thing).as(tokens.get(who)).answer();
        assertThat(answered.status()).as(who + " " + thing).isEqualTo(reads(who) ? 200 : 403);
      }
      for (String thing : hidden) {
        Answered answered = get(thing).as(tokens.get(who)).answer();
        assertThat(answered.status()).as(who + " " + thing).isEqualTo(reads(who) ? 200 : 404);
      }
    }
  }

  @Test
  void whatBelongsToAnAgentIsItsOwn() throws Exception {
    for (String who : tokens.keySet()) {
      boolean all = special(who);
      for (String thing : List.of("/v1/inbox?agent=bob", "/v1/agenda?agent=bob")) {
        int right = all || who.equals("bob") ? 200 : 403;
        assertThat(get(thing).as(tokens.get(who)).answer().status())
            .as(who + " " + thing)
            .isEqualTo(right);
      }
      assertThat(get("/v1/dead").as(tokens.get(who)).answer().status())
          .as(who)
          .isEqualTo(all ? 200 : 403);
      assertThat(get("/v1/tokens").as(tokens.get(who)).answer().status())
          .as(who)
          .isEqualTo(operates(who) ? 200 : 403);
    }
  }

  @Test
  void whatChangesSomethingIsRefusedToReaders() throws Exception {
    Map<String, String> changes =
        Map.of(
            "POST /v1/messages",
            to("bob").encode(),
            "POST /v1/ask",
            to("bob").put("kind", "request").put("waitMs", 0).encode(),
            "POST /v1/inbox/ack",
            new JsonObject().put("ids", new JsonArray().add(message)).encode(),
            "POST /v1/sessions",
            new JsonObject().put("topic", "Mine").encode(),
            "POST /v1/sessions/" + session + "/join",
            "{}",
            "POST /v1/sessions/" + session + "/leave",
            "{}",
            "POST /v1/sessions/" + session + "/close",
            "{}");
    for (String change : changes.keySet()) {
      String target = change.substring(5);
      Answered answered = post(target, changes.get(change)).as(tokens.get("watcher")).answer();
      assertThat(answered.status()).as("watcher " + change).isEqualTo(403);
    }
  }

  @Test
  void aReaderCannotMakeItselfAnAgentNorBeMadeOne() throws Exception {
    for (String who : List.of("watcher", "anna", "operator")) {
      Answered answered =
          new Asked("PUT", "/v1/agents/watcher")
              .header("Content-Type", "application/json")
              .body("{}")
              .as(tokens.get(who))
              .answer();
      assertThat(answered.status()).as(who).isEqualTo(403);
    }
    Answered mail = post("/v1/messages", to("watcher").encode()).as(tokens.get("bob")).answer();
    assertThat(mail.status()).isEqualTo(404);
  }

  @Test
  void sessionsAreJoinedLeftAndClosedByWhoMay() throws Exception {
    for (String change : List.of("join", "leave", "close")) {
      String target = "/v1/sessions/" + session + "/" + change;
      assertThat(post(target, "{}").as(tokens.get("carol")).answer().status()).isEqualTo(403);
    }
    assertThat(
            post("/v1/sessions/" + session + "/close", "{}")
                .as(tokens.get("bob"))
                .answer()
                .status())
        .isEqualTo(403);
  }

  @Test
  void onlyOperatorsDealWithAgentsAndTheirTokens() throws Exception {
    for (String who : tokens.keySet()) {
      int right = operates(who) ? 201 : 403;
      String card = new JsonObject().put("id", "new-" + who).encode();
      assertThat(post("/v1/agents", card).as(tokens.get(who)).answer().status())
          .as(who)
          .isEqualTo(right);
      Answered mine =
          new Asked("PUT", "/v1/agents/carol")
              .header("Content-Type", "application/json")
              .body("{\"name\":\"By " + who + "\"}")
              .as(tokens.get(who))
              .answer();
      assertThat(mine.status()).as(who).isEqualTo(operates(who) || who.equals("carol") ? 200 : 403);
    }
    for (String who : List.of("alice", "bob", "carol", "watcher")) {
      assertThat(post("/v1/agents/bob/token", "{}").as(tokens.get(who)).answer().status())
          .isEqualTo(403);
      assertThat(new Asked("DELETE", "/v1/agents/bob").as(tokens.get(who)).answer().status())
          .isEqualTo(403);
    }
  }
}
