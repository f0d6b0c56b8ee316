package dev.multichat.bus;

import static dev.multichat.contract.Scene.OPERATOR;
import static dev.multichat.store.contract.Trial.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.contract.Note;
import dev.multichat.core.Message;
import dev.multichat.core.ReceiptState;
import io.vertx.core.Future;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.ReplyFailure;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Receipts of callers that gave up claim nothing, and what they did not take comes again. */
class HandoverTest extends BusTrial {
  /** Calls, but waits for the answer only so long. */
  private static void giveUp(String operation, JsonObject body, String agent, long withinMs) {
    DeliveryOptions hasty =
        new DeliveryOptions().addHeader("agent", agent).setSendTimeout(withinMs);
    assertThat(failure(vertx.eventBus().request("multichat." + operation, body, hasty)))
        .extracting(failure -> failure.failureType())
        .isEqualTo(ReplyFailure.TIMEOUT);
  }

  /** Its call was composed and has found nobody. */
  private void callEnded(String agent) {
    scene.eventually(() -> !await(scene.hub.presence(OPERATOR, agent)).get(0).present());
    scene.rest(50);
  }

  private ReceiptState state(String id, String agent) {
    return await(scene.hub.receipts(OPERATOR, id)).of(agent);
  }

  @Test
  @Timeout(20)
  void whoGaveUpAtItsInboxGetsTheMessageWithTheNextCall() {
    giveUp("inbox", new JsonObject().put("waitMs", 60_000), "agent-3", 50);
    String id = scene.send("agent-2", Note.to("agent-3")).id();
    callEnded("agent-3");
    assertThat(state(id, "agent-3")).isEqualTo(ReceiptState.RECORDED);
    assertThat(await(request("inbox", null, "agent-3")).getJsonArray("messages")).hasSize(1);
    scene.eventually(() -> state(id, "agent-3") == ReceiptState.DELIVERED);
  }

  @Test
  @Timeout(20)
  void whoGaveUpAskingFindsTheReplyInItsInbox() {
    String id = Note.uuid();
    JsonObject question = Note.request("agent-3").id(id).json().put("waitMs", 25_000);
    giveUp("ask", question, "agent-2", 300);
    String reply = scene.send("agent-3", Note.to().answers(id).body("late")).id();
    callEnded("agent-2");
    assertThat(state(reply, "agent-2")).isEqualTo(ReceiptState.RECORDED);
    assertThat(scene.inbox("agent-2")).extracting(Message::body).containsExactly("late");
    JsonObject again = await(request("ask", question, "agent-2"));
    assertThat(again.getJsonArray("replies")).hasSize(1);
    assertThat(scene.inbox("agent-2")).isEmpty();
    assertThat(state(reply, "agent-2")).isEqualTo(ReceiptState.ACKNOWLEDGED);
  }

  @Test
  void whoWaitsForNoAnswerHasTakenNothing() {
    String id = scene.send("agent-2", Note.to("agent-3")).id();
    DeliveryOptions caller = new DeliveryOptions().addHeader("agent", "agent-3");
    vertx.eventBus().send("multichat.inbox", new JsonObject(), caller);
    await(request("presence", null, "agent-3"));
    scene.rest(50);
    assertThat(state(id, "agent-3")).isEqualTo(ReceiptState.RECORDED);
  }

  @Test
  void whatAskReturnedIsNotInTheNextPageOfTheInbox() {
    for (int i = 0; i < 50; i++) {
      String id = Note.uuid();
      JsonObject question = Note.request("agent-3").id(id).json().put("waitMs", 0);
      await(request("ask", question, "agent-2"));
      Future<JsonObject> asked = request("ask", question.copy().put("waitMs", 20_000), "agent-2");
      scene.send("agent-3", Note.to().answers(id));
      Future<JsonObject> next = asked.compose(answer -> request("inbox", null, "agent-2"));
      assertThat(await(next).getJsonArray("messages")).isEmpty();
    }
  }
}
