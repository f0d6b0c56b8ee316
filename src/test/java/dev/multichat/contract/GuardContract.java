package dev.multichat.contract;

import static dev.multichat.contract.Scene.GUARDS;
import static dev.multichat.contract.Scene.OPERATOR;
import static dev.multichat.contract.Scene.as;
import static dev.multichat.contract.Scene.refused;
import static dev.multichat.store.contract.Trial.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.multichat.core.Devlog;
import dev.multichat.core.DevlogQuery;
import dev.multichat.core.ErrorCode;
import dev.multichat.core.ExchangeState;
import dev.multichat.core.MultichatException;
import dev.multichat.core.Receipt;
import dev.multichat.core.SessionQuery;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Agents that run wild are stopped, and told why; operators let them go on. */
public interface GuardContract extends Promises {
  String LONG_ENOUGH = "This says more than that it was heard. ".repeat(6);

  /** Each in turn answers the last message, so often; gives back the last one's id. */
  private String chain(String first, int replies, String body, String... turns) {
    String last = first;
    for (int i = 0; i < replies; i++) {
      last = scene().send(turns[i % turns.length], Note.to().answers(last).body(body)).id();
    }
    return last;
  }

  private Future<Receipt> answer(String from, String message, String body) {
    return scene().hub.send(as(from), Note.to().answers(message).body(body).draft());
  }

  /** A session 'talk' of two that acknowledge each other; the message that was the last allowed. */
  private String acknowledgedToTheEnd() {
    scene().with("agent-2", "agent-3").session("talk", "agent-2", "agent-3");
    String first = scene().send("agent-2", Note.to("agent-3").in("talk")).id();
    return chain(first, GUARDS.acknowledgements(), "Noted.", "agent-3", "agent-2");
  }

  private String held() {
    String last = acknowledgedToTheEnd();
    refused(ErrorCode.LIMITED, answer("agent-3", last, "Noted."));
    return last;
  }

  @Test
  default void agentsThatAcknowledgeEachOtherForEverAreHeldWithTheReason() {
    String last = acknowledgedToTheEnd();
    refused(ErrorCode.LIMITED, answer("agent-3", last, "Noted."))
        .contains("'talk' is held", "more than 4 replies in a row only acknowledged", "operator");
    Devlog devlog = await(scene().hub.devlog(as("agent-2"), last));
    assertThat(devlog.state()).isEqualTo(ExchangeState.HELD);
    assertThat(devlog.held()).startsWith("more than 4 replies in a row only acknowledged");
    assertThat(devlog.markdown())
        .contains("✋ **Held** by hub until an operator lets it go on (`multichat release talk`)")
        .containsOnlyOnce("more than 4 replies in a row only acknowledged each other");
    DevlogQuery all = new DevlogQuery("talk", 50, null);
    assertThat(await(scene().hub.devlogs(as("agent-2"), all)).items().get(0).held())
        .isEqualTo(devlog.held());
    assertThat(await(scene().hub.session(as("agent-2"), "talk")).held()).isEqualTo(devlog.held());
    SessionQuery every = new SessionQuery(null, null, null, 50, null);
    assertThat(await(scene().hub.sessions(as("agent-2"), every)).items().get(0).held())
        .isEqualTo(devlog.held());
  }

  @Test
  default void anOperatorReleasesThemAndTheyMayGoOnAsFarAgain() {
    String last = held();
    assertThat(await(scene().hub.release(OPERATOR, "talk")).id()).isEqualTo("talk");
    assertThat(await(scene().hub.session(OPERATOR, "talk")).held()).isNull();
    String next = chain(last, GUARDS.acknowledgements(), "Noted.", "agent-3", "agent-2");
    Devlog devlog = await(scene().hub.devlog(as("agent-2"), last));
    assertThat(devlog.state()).isEqualTo(ExchangeState.ANSWERED);
    assertThat(devlog.markdown()).contains(": released by operator.");
    refused(ErrorCode.LIMITED, answer("agent-3", next, "Noted.")).contains("is held");
  }

  @Test
  default void onlyAnOperatorReleasesAndOnlyWhatIsHeld() {
    held();
    refused(ErrorCode.FORBIDDEN, scene().hub.release(as("agent-2"), "talk"));
    refused(ErrorCode.NOT_FOUND, scene().hub.release(OPERATOR, "walk"));
    await(scene().hub.release(OPERATOR, "talk"));
    refused(ErrorCode.CONFLICT, scene().hub.release(OPERATOR, "talk")).contains("not held");
  }

  @Test
  default void intoAHeldSessionOnlyOperatorsSendAndOthersGoOn() {
    Scene s = scene();
    String last = held();
    refused(ErrorCode.LIMITED, s.hub.send(as("agent-2"), Note.to("agent-3").in("talk").draft()))
        .contains("only acknowledged");
    refused(ErrorCode.LIMITED, answer("agent-2", last, LONG_ENOUGH)).contains("only acknowledged");
    refused(
            ErrorCode.LIMITED,
            s.ask("agent-2", Note.request("agent-3").in("talk"), Duration.ofMillis(1)))
        .contains("only acknowledged");
    s.send("operator", Note.to("agent-3").in("talk"));
    s.send("agent-2", Note.to("agent-3"));
  }

  @Test
  default void whoTakesNoPartNeitherLearnsThatASessionIsHeldNorHoldsIt() {
    Scene s = scene().with("agent-4");
    String last = acknowledgedToTheEnd();
    Note meddling = Note.to("agent-3").in("talk").answers(last).body("Noted.");
    refused(ErrorCode.FORBIDDEN, s.hub.send(as("agent-4"), meddling.draft()));
    s.send("agent-2", Note.to("agent-3").in("talk"));
    refused(ErrorCode.LIMITED, answer("agent-3", last, "Noted."));
    refused(ErrorCode.FORBIDDEN, s.hub.send(as("agent-4"), meddling.draft()));
  }

  @Test
  default void agentsThatAnswerEachOtherWithoutAPauseAreHeld() {
    Scene s = scene().with("agent-2", "agent-3");
    String first = s.send("agent-2", Note.to("agent-3")).id();
    String last = chain(first, GUARDS.quickReplies(), LONG_ENOUGH, "agent-3", "agent-2");
    refused(ErrorCode.LIMITED, answer("agent-2", last, LONG_ENOUGH))
        .contains("'agent-3' and 'agent-2' answered each other more than 9 times", "60000 ms");
  }

  @Test
  default void aChainOfRepliesHasAnEnd() {
    Scene s = scene().with("agent-2", "agent-3", "agent-4");
    String first = s.send("agent-2", Note.to("agent-3")).id();
    String last = first;
    for (int i = 0; i < GUARDS.depth(); i++) {
      String from = "agent-" + (2 + (i + 1) % 3);
      String to = "agent-" + (2 + (i + 2) % 3);
      last = s.send(from, Note.to(to).answers(last).body(LONG_ENOUGH)).id();
    }
    refused(ErrorCode.LIMITED, answer("agent-3", last, LONG_ENOUGH)).contains("12 replies");
  }

  @Test
  default void manyAnswersToOneQuestionAreNoChain() {
    Scene s = scene().with("agent-2", "agent-3");
    String first = s.send("agent-2", Note.to("agent-3")).id();
    for (int i = 0; i < 2 * GUARDS.depth(); i++) {
      s.send("agent-3", Note.to().answers(first).body("Noted " + i));
    }
  }

  @Test
  default void aHeldSessionStaysHeldOverARestartUntilItIsReleased() {
    Scene s = scene();
    String last = held();
    s.restart();
    refused(ErrorCode.LIMITED, answer("agent-2", last, LONG_ENOUGH)).contains("only acknowledged");
    await(s.hub.release(OPERATOR, "talk"));
    s.restart();
    refused(ErrorCode.CONFLICT, s.hub.release(OPERATOR, "talk"));
    chain(last, GUARDS.acknowledgements(), "Noted.", "agent-3", "agent-2");
  }

  @Test
  default void aRestartDoesNotBeginTheCountingAnew() {
    String last = acknowledgedToTheEnd();
    scene().restart();
    refused(ErrorCode.LIMITED, answer("agent-3", last, "Noted.")).contains("only acknowledged");
  }

  @Test
  default void whatIsSentAgainGivesBackItsReceiptThoughTheSessionIsHeld() {
    Scene s = scene().with("agent-2", "agent-3");
    Note first = Note.request("agent-3").id(Note.uuid());
    String last = s.send("agent-2", first).id();
    String before = chain(last, GUARDS.acknowledgements() - 1, "Noted.", "agent-3", "agent-2");
    Note reply = Note.to().id(Note.uuid()).answers(before).body("Noted.");
    Receipt receipt = s.send("agent-2", reply);
    refused(ErrorCode.LIMITED, answer("agent-3", receipt.id(), "Noted."));
    assertThat(s.send("agent-2", reply)).isEqualTo(receipt);
    assertThat(s.send("agent-2", first).id()).isEqualTo(last);
    assertThat(await(s.ask("agent-2", first, Duration.ZERO)).replies()).hasSize(1);
  }

  @Test
  default void whoSendsTooMuchAtOnceIsToldWhenToTryAgain() {
    Scene s = scene().with("agent-2", "agent-3");
    s.session("talk", "agent-2", "agent-3");
    Note first = Note.to("agent-3").in("talk").id(Note.uuid());
    Receipt receipt = s.send("agent-2", first);
    List<Future<Receipt>> sent = new ArrayList<>();
    IntStream.range(0, GUARDS.agentBurst() + 200)
        .mapToObj(i -> Note.to("agent-3").in("talk").draft())
        .forEach(draft -> sent.add(s.hub.send(as("agent-2"), draft)));
    MultichatException refusal =
        catchThrowableOfType(MultichatException.class, () -> await(Future.join(sent)));
    assertThat(refusal.code()).isEqualTo(ErrorCode.LIMITED);
    assertThat(refusal).hasMessageContaining("'agent-2' sends more than 10 messages a second");
    assertThat(Integer.parseInt(refusal.details().get("retryAfterMs"))).isBetween(1, 100);
    assertThat(sent).filteredOn(Future::succeeded).hasSizeGreaterThan(GUARDS.agentBurst() - 2);
    assertThat(s.send("agent-2", first)).isEqualTo(receipt);
    s.send("agent-3", Note.to("agent-2").in("talk"));
  }
}
