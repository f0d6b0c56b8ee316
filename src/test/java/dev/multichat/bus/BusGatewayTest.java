package dev.multichat.bus;

import static dev.multichat.contract.Scene.OPERATOR;
import static dev.multichat.contract.Scene.as;
import static dev.multichat.store.contract.Trial.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.multichat.contract.Note;
import dev.multichat.contract.Scene;
import dev.multichat.core.ReceiptState;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The public contract as any Vert.x program sees it: plain JSON on plain addresses. */
class BusGatewayTest {
  private static Vertx vertx;

  @TempDir Path folder;
  private Scene scene;

  @BeforeAll
  static void begin() {
    vertx = Vertx.vertx();
  }

  @AfterAll
  static void end() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @BeforeEach
  void open() {
    scene = new Scene(vertx, Scene.config(folder), daemon -> new BusClient(vertx));
    scene.with("agent-2", "agent-3");
  }

  @AfterEach
  void close() {
    scene.close();
  }

  private static Future<JsonObject> request(String operation, Object body, String agent) {
    DeliveryOptions options = new DeliveryOptions();
    if (agent != null) {
      options.addHeader("agent", agent);
    }
    return vertx
        .eventBus()
        .<JsonObject>request("multichat." + operation, body, options)
        .map(reply -> reply.body());
  }

  private static JsonObject call(String operation, JsonObject body) {
    return await(request(operation, body, "agent-2"));
  }

  private static ReplyException failure(Future<?> future) {
    ExecutionException failure =
        catchThrowableOfType(
            ExecutionException.class,
            () -> future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS));
    assertThat(failure).as("should have been refused").isNotNull();
    assertThat(failure).hasCauseInstanceOf(ReplyException.class);
    return (ReplyException) failure.getCause();
  }

  private static AbstractStringAssert<?> refused(int code, Future<?> future) {
    ReplyException refusal = failure(future);
    assertThat(refusal.failureType()).isEqualTo(ReplyFailure.RECIPIENT_FAILURE);
    assertThat(refusal.failureCode()).as(refusal.getMessage()).isEqualTo(code);
    return assertThat(refusal.getMessage());
  }

  @Test
  void aPlainProgramSendsReadsAndAcknowledges() {
    JsonObject receipt =
        call("send", new JsonObject().put("to", new JsonArray().add("agent-3")).put("body", "Hi"));
    assertThat(receipt.fieldNames())
        .containsExactlyInAnyOrder(
            "id", "session", "seq", "position", "exchange", "recordedAt", "recipients");
    assertThat(receipt.getString("recordedAt"))
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
    JsonObject inbox = await(request("inbox", null, "AGENT-3"));
    JsonObject message = inbox.getJsonArray("messages").getJsonObject(0);
    assertThat(message.getString("from")).isEqualTo("agent-2");
    assertThat(message.getString("kind")).isEqualTo("inform");
    assertThat(inbox.containsKey("next")).isFalse();
    JsonObject ids = new JsonObject().put("ids", new JsonArray().add(receipt.getString("id")));
    assertThat(await(request("acknowledge", ids, "agent-3")).getJsonArray("acknowledged"))
        .containsExactly(receipt.getString("id"));
  }

  @Test
  void theHeaderSaysWhoCalls() {
    refused(401, request("inbox", new JsonObject(), null)).contains("header 'agent'");
    for (String id : List.of("../x", "no such id", "", "hub", "all", "con")) {
      refused(400, request("inbox", new JsonObject(), id)).contains("agent id");
    }
    JsonObject from = Note.to("agent-3").json().put("from", "agent-3");
    refused(400, request("send", from, "agent-2")).contains("'from' is unknown");
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
    Map<String, Object> wrong =
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
    wrong.forEach(
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
  void nullMeansAbsent() {
    JsonObject note = Note.to("agent-3").json().putNull("session").putNull("kind").putNull("id");
    JsonArray steps =
        new JsonArray()
            .add(new JsonObject().put("owner", "agent-3").put("action", "a").putNull("done"));
    assertThat(call("send", note.put("nextSteps", steps)).getLong("seq")).isEqualTo(1);
  }

  @Test
  void aRecipientTwiceIsOne() {
    JsonObject receipt = call("send", Note.to("agent-3", "AGENT-3").json());
    assertThat(receipt.getJsonArray("recipients")).hasSize(1);
  }

  @Test
  void aHandlersReplyAcknowledges() {
    List<JsonObject> got = new CopyOnWriteArrayList<>();
    MessageConsumer<JsonObject> handler = vertx.eventBus().consumer("multichat.agent.agent-3");
    handler.handler(
        push -> {
          got.add(push.body());
          push.reply(null);
        });
    await(handler.completion());
    call("presence", new JsonObject().put("agent", "agent-3"));
    String id = call("send", Note.to("agent-3").body("Hi").json()).getString("id");
    scene.eventually(
        () ->
            await(scene.hub.receipts(as("agent-2"), id)).of("agent-3")
                == ReceiptState.ACKNOWLEDGED);
    await(handler.unregister());
    assertThat(got).hasSize(1);
    assertThat(got.get(0).getString("id")).isEqualTo(id);
    assertThat(got.get(0).getString("body")).isEqualTo("Hi");
    assertThat(got.get(0).getString("from")).isEqualTo("agent-2");
  }

  @Test
  void aSessionsAddressShowsEveryEntry() {
    List<JsonObject> shown = new CopyOnWriteArrayList<>();
    MessageConsumer<JsonObject> watcher = vertx.eventBus().consumer("multichat.session.talk");
    watcher.handler(entry -> shown.add(entry.body()));
    await(watcher.completion());
    scene.session("talk", "agent-2");
    call("send", Note.to("agent-3").in("talk").json());
    await(scene.hub.leave(as("agent-3"), "talk"));
    await(scene.hub.close(OPERATOR, "talk"));
    scene.eventually(() -> shown.size() == 5);
    await(watcher.unregister());
    assertThat(shown)
        .extracting(entry -> entry.getString("type"))
        .containsExactly("opened", "joined", "message", "left", "closed");
    assertThat(shown).extracting(entry -> entry.getLong("position")).isSorted();
    assertThat(shown.get(2).getJsonObject("message").getString("body")).isEqualTo("Hello");
  }

  @Test
  void aClosedDaemonLeavesNobodyListening() {
    DeliveryOptions options =
        new DeliveryOptions().setLocalOnly(true).setCodecName(ByReference.NAME).setSendTimeout(500);
    scene.close();
    ReplyException failure =
        failure(
            vertx.eventBus().request(Addresses.COMMITTED, new Committed(0, List.of()), options));
    ReplyException call = failure(request("inbox", new JsonObject(), "agent-2"));
    scene.start();
    assertThat(failure.failureType()).isEqualTo(ReplyFailure.NO_HANDLERS);
    assertThat(call.failureType()).isEqualTo(ReplyFailure.NO_HANDLERS);
  }
}
