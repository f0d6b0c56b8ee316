package dev.multichat.contract;

import static dev.multichat.contract.Scene.OPERATOR;
import static dev.multichat.contract.Scene.as;
import static dev.multichat.contract.Scene.refused;
import static dev.multichat.store.contract.Trial.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.core.ErrorCode;
import dev.multichat.core.Receipt;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whom a message reaches: names, whole sessions, everybody, and nobody by mistake. */
public interface AddressingContract extends Promises {

  @Test
  default void anUnknownRecipientIsNotFoundAndTheNearestAreNamed() {
    Scene s = scene().with("agent-2", "agent-3");
    refused(ErrorCode.NOT_FOUND, s.hub.send(as("agent-2"), Note.to("agent3").draft()))
        .contains("'agent3'")
        .contains("agent-3");
  }

  @Test
  default void nothingIsDeliveredWhenOneOfSeveralIsUnknown() {
    Scene s = scene().with("agent-2", "agent-3");
    refused(ErrorCode.NOT_FOUND, s.hub.send(as("agent-2"), Note.to("agent-3", "can").draft()));
    assertThat(s.inbox("agent-3")).isEmpty();
  }

  @Test
  default void wordsThatAreNoAgentsAreRefused() {
    Scene s = scene().with("agent-2", "agent-3");
    for (String word : List.of("can", "yall", "everyone", "team")) {
      refused(ErrorCode.NOT_FOUND, s.hub.send(as("agent-2"), Note.to(word).draft())).contains(word);
    }
    refused(ErrorCode.NOT_FOUND, s.hub.send(as("agent-2"), Note.to("all").draft()))
        .contains("[\"*\"]");
    refused(ErrorCode.INVALID, s.hub.send(as("agent-2"), Note.to("hub").draft()));
    refused(ErrorCode.INVALID, s.hub.send(as("agent-2"), Note.to("agent-2").draft()))
        .contains("itself");
  }

  @Test
  default void aListReachesEachOfItOnce() {
    Scene s = scene().with("agent-2", "agent-3", "agent-4", "agent-5");
    Receipt receipt = s.send("agent-2", Note.to("agent-4", "AGENT-3", "agent-4"));
    assertThat(receipt.recipients())
        .extracting(r -> r.agent())
        .containsExactly("agent-4", "agent-3");
    assertThat(s.inbox("agent-3")).hasSize(1);
    assertThat(s.inbox("agent-4")).hasSize(1);
    assertThat(s.inbox("agent-5")).isEmpty();
  }

  @Test
  default void aListThatIsTooLongIsRefused() {
    Scene s = scene().with("agent-1", "agent-2", "agent-3", "agent-4", "agent-5", "agent-6");
    Note five = Note.to("agent-2", "agent-3", "agent-4", "agent-5", "agent-6");
    refused(ErrorCode.TOO_LARGE, s.hub.send(as("agent-1"), five.draft())).contains("at most 4");
  }

  @Test
  default void noRecipientMeansEverybodyElseInTheSession() {
    Scene s = scene().with("agent-2", "agent-3", "agent-4", "agent-5");
    s.session("talk", "agent-2", "agent-3", "agent-4");
    Receipt receipt = s.send("agent-3", Note.to().in("talk"));
    assertThat(receipt.recipients())
        .extracting(r -> r.agent())
        .containsExactlyInAnyOrder("agent-2", "agent-4");
    await(s.hub.leave(as("agent-4"), "talk"));
    await(s.hub.revoke(OPERATOR, "agent-2"));
    refused(ErrorCode.INVALID, s.hub.send(as("agent-3"), Note.to().in("talk").draft()))
        .contains("Nobody else");
  }

  @Test
  default void noRecipientWithoutASessionIsRefused() {
    Scene s = scene().with("agent-2", "agent-3");
    refused(ErrorCode.INVALID, s.hub.send(as("agent-2"), Note.to().draft())).contains("'to'");
  }

  @Test
  default void aStarReachesEveryRegisteredAgentUpToACap() {
    Scene s = scene().with("agent-1", "agent-2", "agent-3", "gone");
    await(s.hub.revoke(OPERATOR, "gone"));
    Receipt receipt = s.send("agent-2", Note.to("*"));
    assertThat(receipt.recipients())
        .extracting(r -> r.agent())
        .containsExactly("agent-1", "agent-3");
    s.with("agent-4", "agent-5", "agent-6", "agent-7");
    s.send("agent-2", Note.to("*"));
    s.with("agent-8");
    refused(ErrorCode.TOO_LARGE, s.hub.send(as("agent-2"), Note.to("*").draft()))
        .contains("at most 6");
  }

  @Test
  default void aStarThatReachesNobodyIsRefused() {
    Scene s = scene().with("agent-2");
    refused(ErrorCode.INVALID, s.hub.send(as("agent-2"), Note.to("*").draft()))
        .contains("no other agent");
  }

  @Test
  default void participantsBringOthersInByAddressingThem() {
    Scene s = scene().with("agent-2", "agent-3", "agent-4");
    s.session("talk", "agent-2", "agent-3");
    s.send("agent-3", Note.to("agent-4").in("talk"));
    s.send("agent-4", Note.to().in("TALK"));
    assertThat(s.inbox("agent-2")).hasSize(1);
    assertThat(await(s.hub.session(as("agent-4"), "talk")).participants()).contains("agent-4");
  }
}
