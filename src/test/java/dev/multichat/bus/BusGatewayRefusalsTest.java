package dev.multichat.bus;

import static dev.multichat.store.contract.Trial.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.contract.Note;
import dev.multichat.contract.Scene;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is refused on the bus: with the right number, naming what was wrong. */
class BusGatewayRefusalsTest extends BusTrial {
  private static final Map<String, Object> WRONG =
      Map.of(
          "to",
          "agent-3",
          "body",
          7,
          "kind",
          "shout",
          "subject",
          true,
          "replyBy",
          "tomorrow",
          "keyPoints",
          new JsonObject(),
          "metadata",
          new JsonArray(),
          "replyExpected",
          "yes",
          "nextSteps",
          new JsonArray().add("look"),
          "id",
          12);

  @Test
  void theHeaderSaysWhoCalls() {
    refused(401, request("inbox", new JsonObject(), null)).contains("header 'agent'");
    for (String id : List.of("../x", "no such id", "", "hub", "all", "con")) {
      refused(400, request("inbox", new JsonObject(), id)).contains("agent id");
    }
    JsonObject from = Note.to("agent-3").json().put("from", "agent-3");
    refused(403, request("send", from, "agent-2")).contains("'from' is 'agent-3'");
    assertThat(call("send", from.put("from", "AGENT-2")).getLong("seq")).isEqualTo(1);
    assertThat(await(request("dead", null, "operator")).getJsonArray("dead")).isEmpty();
  }

  @Test
  void aBodyMustBeAnObject() {
    for (Object body : List.of("text", new JsonArray(), 7, true)) {
      refused(400, request("send", body, "agent-2")).contains("must be a JsonObject");
    }
    refused(400, request("send", null, "agent-2")).contains("says nothing");
  }

  @Test
  void aWrongTypeNamesItsField() {
    WRONG.forEach(
        (field, value) -> {
          JsonObject body = Note.to("agent-3").json().put(field, value);
          refused(400, request("send", body, "agent-2")).contains("'" + field);
        });
    for (Object wait : List.of("soon", -1, 60_001, 1.5, true)) {
      refused(400, request("inbox", new JsonObject().put("waitMs", wait), "agent-2"))
          .contains("'waitMs'");
      JsonObject asked = Note.request("agent-3").json().put("waitMs", wait);
      refused(400, request("ask", asked, "agent-2")).contains("'waitMs'");
    }
    assertThat(scene.inbox("agent-3")).isEmpty();
  }

  @Test
  void anUnknownFieldIsNamed() {
    for (String operation :
        List.of("send", "ask", "inbox", "session", "sessions", "agents", "presence", "dead")) {
      JsonObject body =
          operation.equals("send") || operation.equals("ask")
              ? Note.request("agent-3").json()
              : new JsonObject();
      refused(400, request(operation, body.put("colour", "red"), "agent-2"))
          .contains("'colour' is unknown")
          .contains("known are");
    }
  }

  @Test
  void whatIsMissingIsNamed() {
    Map<String, String> missing =
        Map.of(
            "join", "session",
            "message", "id",
            "register", "id",
            "history", "session",
            "open", "topic",
            "acknowledge", "ids",
            "devlog", "id");
    missing.forEach(
        (operation, field) ->
            refused(400, request(operation, new JsonObject(), "agent-2"))
                .contains("'" + field + "'"));
    refused(400, request("requeue", new JsonObject().put("id", Note.uuid()), "operator"))
        .contains("'agent'");
  }

  @Test
  void anIdAndAKeyDoNotGoTogether() {
    JsonObject both = Note.to("agent-3").id(Note.uuid()).with("key", "k").json();
    refused(400, request("send", both, "agent-2")).contains("not both");
    JsonObject star = Note.to("*", "agent-3").json();
    refused(400, request("send", star, "agent-2")).contains("[\"*\"]");
    JsonObject id = Note.to("agent-3").id("7").json();
    refused(400, request("send", id, "agent-2")).contains("UUID");
  }

  @Test
  void aRefusalCarriesTheNumberOfItsCode() {
    refused(404, request("send", Note.to("agent3").json(), "agent-2")).contains("agent-3");
    refused(403, request("send", Note.to("agent-3").json(), "agent-9")).contains("not registered");
    String large = "x".repeat(Scene.LIMITS.bodyBytes() + 1);
    refused(413, request("send", Note.to("agent-3").body(large).json(), "agent-2"));
    JsonObject note = Note.to("agent-3").id(Note.uuid()).json();
    call("send", note);
    refused(409, request("send", note.put("body", "other"), "agent-2"));
  }

  @Test
  void aPlaceIsGivenInOneWay() {
    JsonObject places =
        new JsonObject().put("session", "talk").put("afterSeq", 0).put("cursor", "x");
    refused(400, request("history", places, "agent-2")).contains("'afterSeq' and 'cursor'");
  }
}
