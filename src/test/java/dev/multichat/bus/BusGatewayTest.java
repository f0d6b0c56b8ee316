package dev.multichat.bus;

import static dev.multichat.contract.Scene.OPERATOR;
import static dev.multichat.contract.Scene.as;
import static dev.multichat.store.contract.Trial.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.contract.Note;
import dev.multichat.contract.Scene;
import dev.multichat.core.ReceiptState;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** The public contract as any Vert.x program sees it. */
class BusGatewayTest extends BusTrial {
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
