package dev.multichat.contract;

import static dev.multichat.contract.Scene.OPERATOR;
import static dev.multichat.contract.Scene.as;
import static dev.multichat.contract.Scene.refused;
import static dev.multichat.store.contract.Trial.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.core.ErrorCode;
import dev.multichat.core.HistoryQuery;
import dev.multichat.core.Message;
import dev.multichat.core.Opening;
import dev.multichat.core.Receipt;
import dev.multichat.core.ReceiptState;
import dev.multichat.core.Session;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a message needs to be accepted, and what the hub stamps on it. */
public interface SendingContract extends Promises {

  @Test
  default void aMessageIsStampedAndKeptAsItWasGiven() {
    Scene s = scene().with("agent-2", "agent-3");
    JsonObject step = new JsonObject().put("owner", "agent-3").put("action", "look");
    Note note =
        Note.request("Agent-3")
            .with("subject", "Readiness")
            .body("NUL \0, lines\r\n, emoji 🦊")
            .with("keyPoints", new JsonArray().add("one"))
            .with("nextSteps", new JsonArray().add(step))
            .with("metadata", new JsonObject().put("a", "b"))
            .with("importance", "urgent")
            .with("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
    Receipt receipt = s.send("agent-2", note);
    Message kept = await(s.hub.message(as("agent-3"), receipt.id()));
    assertThat(kept.from()).isEqualTo("agent-2");
    assertThat(kept.to()).containsExactly("agent-3");
    assertThat(kept.seq()).isEqualTo(1).isEqualTo(receipt.seq());
    assertThat(kept.exchange()).isEqualTo(receipt.id()).isEqualTo(receipt.exchange());
    assertThat(kept.recordedAt()).isEqualTo(receipt.recordedAt());
    assertThat(kept.createdAt()).isBeforeOrEqualTo(kept.recordedAt());
    assertThat(kept.body()).isEqualTo("NUL \0, lines\r\n, emoji 🦊");
    assertThat(kept.nextSteps()).extracting(n -> n.done()).containsExactly(false);
    assertThat(kept.metadata()).containsEntry("a", "b");
    assertThat(kept.traceparent()).startsWith("00-");
    assertThat(receipt.recipients()).extracting(r -> r.agent()).containsExactly("agent-3");
    assertThat(receipt.of("agent-3")).isEqualTo(ReceiptState.RECORDED);
  }

  @Test
  default void sendingWithoutASessionOpensOne() {
    Scene s = scene().with("agent-2", "agent-3", "agent-4");
    Receipt receipt = s.send("agent-2", Note.to("agent-3").with("subject", "Readiness"));
    Session opened = await(s.hub.session(as("agent-3"), receipt.session()));
    assertThat(opened.topic()).isEqualTo("Readiness");
    assertThat(opened.initiator()).isEqualTo("agent-2");
    assertThat(opened.participants()).containsExactlyInAnyOrder("agent-2", "agent-3");
    assertThat(opened.open()).isFalse();
    assertThat(s.send("agent-2", Note.to("agent-4")).session()).isNotEqualTo(receipt.session());
  }

  @Test
  default void anUnregisteredSenderIsForbidden() {
    Scene s = scene().with("agent-3");
    refused(ErrorCode.FORBIDDEN, s.hub.send(as("agent-2"), Note.to("agent-3").draft()))
        .contains("not registered");
    refused(ErrorCode.FORBIDDEN, s.hub.open(as("agent-2"), opening("talk")));
    refused(ErrorCode.FORBIDDEN, s.hub.join(as("agent-2"), "talk"));
    refused(ErrorCode.FORBIDDEN, s.hub.acknowledge(as("agent-2"), List.of(Note.uuid())));
    assertThat(s.inbox("agent-3")).isEmpty();
  }

  private static Opening opening(String id) {
    return new Opening(id, "Talk", List.of(), false);
  }

  @Test
  default void anUnknownSessionIsNotFound() {
    Scene s = scene().with("agent-2", "agent-3");
    refused(ErrorCode.NOT_FOUND, s.hub.send(as("agent-2"), Note.to("agent-3").in("talk").draft()))
        .contains("talk");
    assertThat(s.inbox("agent-3")).isEmpty();
  }

  @Test
  default void aStrangersSessionIsForbidden() {
    Scene s = scene().with("agent-2", "agent-3", "agent-4");
    s.session("talk", "agent-2", "agent-3");
    refused(ErrorCode.FORBIDDEN, s.hub.send(as("agent-4"), Note.to("agent-2").in("talk").draft()));
    assertThat(await(s.hub.history(as("agent-2"), new HistoryQuery("talk", null, 9, null))).items())
        .isEmpty();
  }

  @Test
  default void intoAnOpenSessionAnybodySendsAndTakesPartFromThen() {
    Scene s = scene().with("agent-2", "agent-3");
    await(s.hub.open(as("agent-2"), new Opening("talk", "Talk", List.of(), true)));
    s.send("agent-3", Note.to().in("talk"));
    assertThat(s.inbox("agent-2")).hasSize(1);
    assertThat(await(s.hub.session(as("agent-3"), "talk")).participants()).contains("agent-3");
  }

  @Test
  default void anOperatorSendsAnywhereWithoutTakingPart() {
    Scene s = scene().with("agent-2", "agent-3");
    s.session("talk", "agent-2", "agent-3");
    Receipt receipt = s.send("operator", Note.to().in("talk"));
    assertThat(receipt.recipients()).hasSize(2);
    assertThat(await(s.hub.session(OPERATOR, "talk")).participants())
        .containsExactlyInAnyOrder("agent-2", "agent-3");
    s.send("agent-2", Note.to("operator").in("talk"));
    assertThat(s.inbox("operator")).hasSize(1);
  }

  @Test
  default void intoAClosedSessionNobodySends() {
    Scene s = scene().with("agent-2", "agent-3");
    s.session("talk", "agent-2", "agent-3");
    await(s.hub.close(as("agent-2"), "talk"));
    refused(ErrorCode.CONFLICT, s.hub.send(as("agent-3"), Note.to().in("talk").draft()))
        .contains("closed");
  }

  @Test
  default void aBodyThatIsTooLargeIsRefused() {
    Scene s = scene().with("agent-2", "agent-3");
    int most = Scene.LIMITS.bodyBytes();
    s.send("agent-2", Note.to("agent-3").body("x".repeat(most)));
    s.send("agent-2", Note.to("agent-3").body("é".repeat(most / 2)));
    refused(ErrorCode.TOO_LARGE, s.hub.send(as("agent-2"), body("x".repeat(most + 1)).draft()))
        .contains("4096");
    refused(ErrorCode.TOO_LARGE, s.hub.send(as("agent-2"), body("é".repeat(most / 2 + 1)).draft()));
    assertThat(s.inbox("agent-3")).hasSize(2);
  }

  private static Note body(String body) {
    return Note.to("agent-3").body(body);
  }

  @Test
  default void whatIsDueInThePastIsRefused() {
    Scene s = scene().with("agent-2", "agent-3");
    String past = Instant.now().minusSeconds(5).toString();
    for (String field : List.of("replyBy", "expiresAt")) {
      Note note = Note.request("agent-3").with(field, past);
      refused(ErrorCode.INVALID, s.hub.send(as("agent-2"), note.draft())).contains(field);
    }
  }

  @Test
  default void seqsOfASessionHaveNoGapsWhateverWasRefused() {
    Scene s = scene().with("agent-2", "agent-3");
    s.session("talk", "agent-2", "agent-3");
    for (int i = 0; i < 3; i++) {
      s.send("agent-2", Note.to().in("talk"));
      refused(ErrorCode.NOT_FOUND, s.hub.send(as("agent-2"), Note.to("nobody").in("talk").draft()));
    }
    List<Message> history =
        await(s.hub.history(as("agent-3"), new HistoryQuery("talk", null, 9, null))).items();
    assertThat(history).extracting(Message::seq).containsExactly(1L, 2L, 3L);
  }
}
