package dev.multichat.contract;

import static dev.multichat.contract.Scene.OPERATOR;
import static dev.multichat.contract.Scene.as;
import static dev.multichat.contract.Scene.refused;
import static dev.multichat.store.contract.Trial.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.core.Answer;
import dev.multichat.core.ErrorCode;
import dev.multichat.core.ExchangeState;
import dev.multichat.core.Message;
import dev.multichat.core.ReceiptState;
import io.vertx.core.Future;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Asking: waiting for replies, at most so long, and asking again. */
public interface AskingContract extends Promises {
  Duration LONG = Duration.ofSeconds(20);
  Duration SHORT = Duration.ofMillis(40);

  @Test
  @Timeout(15)
  default void theAnswerComesWithTheReply() {
    Scene s = scene().with("agent-2", "agent-3");
    Future<Answer> asked = s.ask("agent-2", Note.request("agent-3"), LONG);
    Message question = s.arrived("agent-3").get(0);
    s.send("agent-3", Note.to().answers(question.id()).body("Yes"));
    Answer answer = await(asked);
    assertThat(answer.receipt().id()).isEqualTo(question.id());
    assertThat(answer.state()).isEqualTo(ExchangeState.ANSWERED);
    assertThat(answer.replies()).extracting(Message::body).containsExactly("Yes");
    assertThat(answer.missing()).isEmpty();
  }

  @Test
  @Timeout(15)
  default void everybodyIsWaitedFor() {
    Scene s = scene().with("agent-2", "agent-3", "agent-4");
    Future<Answer> asked = s.ask("agent-2", Note.request("agent-3", "agent-4"), LONG);
    String question = s.arrived("agent-3").get(0).id();
    s.send("agent-3", Note.to().answers(question).body("one"));
    assertThat(asked.isComplete()).isFalse();
    s.send("agent-4", Note.to().answers(question).body("two"));
    assertThat(await(asked).replies()).extracting(Message::body).containsExactly("one", "two");
  }

  @Test
  default void whenTheTimeIsOverItTellsWhatThereIsAndWhoIsMissing() {
    Scene s = scene().with("agent-2", "agent-3", "agent-4");
    Note note = Note.request("agent-3", "agent-4").id(Note.uuid());
    Answer none = await(s.ask("agent-2", note, Duration.ZERO));
    assertThat(none.replies()).isEmpty();
    assertThat(none.state()).isEqualTo(ExchangeState.WAITING);
    s.send("agent-3", Note.to().answers(none.receipt().id()).body("one"));
    Answer answer = await(s.ask("agent-2", note, SHORT));
    assertThat(answer.replies()).extracting(Message::body).containsExactly("one");
    assertThat(answer.missing()).containsExactly("agent-4");
  }

  @Test
  @Timeout(15)
  default void askedAgainItGoesOnWaiting() {
    Scene s = scene().with("agent-2", "agent-3");
    Note note = Note.request("agent-3").id(Note.uuid());
    Answer first = await(s.ask("agent-2", note, SHORT));
    s.restart();
    Future<Answer> again = s.ask("agent-2", note, LONG);
    s.send("agent-3", Note.to().answers(first.receipt().id()).body("late"));
    Answer answer = await(again);
    assertThat(answer.receipt()).isEqualTo(first.receipt());
    assertThat(answer.replies()).extracting(Message::body).containsExactly("late");
    assertThat(await(s.ask("agent-2", note, LONG)).replies()).hasSize(1);
    assertThat(s.inbox("agent-3")).isEmpty();
  }

  @Test
  default void repliesThatItReturnedCountAsAcknowledged() {
    Scene s = scene().with("agent-2", "agent-3");
    Future<Answer> asked = s.ask("agent-2", Note.request("agent-3"), LONG);
    s.send("agent-3", Note.to().answers(s.arrived("agent-3").get(0).id()));
    String reply = await(asked).replies().get(0).id();
    assertThat(s.inbox("agent-2")).isEmpty();
    assertThat(await(s.hub.receipts(as("agent-3"), reply)).of("agent-2"))
        .isEqualTo(ReceiptState.ACKNOWLEDGED);
  }

  @Test
  default void aReplyThatComesLaterIsInTheInbox() {
    Scene s = scene().with("agent-2", "agent-3");
    Answer over = await(s.ask("agent-2", Note.request("agent-3"), SHORT));
    s.send("agent-3", Note.to().answers(over.receipt().id()).body("late"));
    assertThat(s.inbox("agent-2")).extracting(Message::body).containsExactly("late");
  }

  @Test
  @Timeout(15)
  default void cancellingEndsTheWaiting() {
    Scene s = scene().with("agent-2", "agent-3");
    Future<Answer> asked = s.ask("agent-2", Note.request("agent-3"), LONG);
    String question = s.arrived("agent-3").get(0).id();
    s.send("agent-2", Note.to().answers(question).kind("cancel"));
    ended(asked, ExchangeState.CANCELLED);
  }

  @Test
  @Timeout(15)
  default void leavingEndsTheWaiting() {
    Scene s = scene().with("agent-2", "agent-3");
    Future<Answer> asked = s.ask("agent-2", Note.request("agent-3"), LONG);
    await(s.hub.leave(as("agent-3"), s.arrived("agent-3").get(0).session()));
    ended(asked, ExchangeState.ANSWERED);
  }

  @Test
  @Timeout(15)
  default void revokingEndsTheWaiting() {
    Scene s = scene().with("agent-2", "agent-3");
    Future<Answer> asked = s.ask("agent-2", Note.request("agent-3"), LONG);
    s.arrived("agent-3");
    await(s.hub.revoke(OPERATOR, "agent-3"));
    ended(asked, ExchangeState.ANSWERED);
  }

  @Test
  @Timeout(15)
  default void closingEndsTheWaiting() {
    Scene s = scene().with("agent-2", "agent-3");
    Future<Answer> asked = s.ask("agent-2", Note.request("agent-3"), LONG);
    await(s.hub.close(as("agent-2"), s.arrived("agent-3").get(0).session()));
    ended(asked, ExchangeState.CLOSED);
  }

  private static void ended(Future<Answer> asked, ExchangeState state) {
    Answer answer = await(asked);
    assertThat(answer.missing()).isEmpty();
    assertThat(answer.replies()).isEmpty();
    assertThat(answer.state()).isEqualTo(state);
  }

  @Test
  default void whatAwaitsNoReplyCannotBeAsked() {
    Scene s = scene().with("agent-2", "agent-3");
    refused(ErrorCode.INVALID, s.ask("agent-2", Note.to("agent-3"), SHORT)).contains("inform");
    Note told = Note.request("agent-3").with("replyExpected", false);
    refused(ErrorCode.INVALID, s.ask("agent-2", told, SHORT));
    assertThat(s.inbox("agent-3")).isEmpty();
    await(s.ask("agent-2", Note.to("agent-3").with("replyExpected", true), SHORT));
  }

  @Test
  default void waitingLongerThanAllowedIsRefusedBeforeAnythingIsSent() {
    Scene s = scene().with("agent-2", "agent-3");
    refused(ErrorCode.INVALID, s.ask("agent-2", Note.request("agent-3"), Duration.ofMinutes(1)))
        .contains("25000");
    refused(ErrorCode.INVALID, s.ask("agent-2", Note.request("agent-3"), Duration.ofMillis(-1)));
    assertThat(s.inbox("agent-3")).isEmpty();
  }

  @Test
  default void aRefusedQuestionIsRefusedAsWhenSent() {
    Scene s = scene().with("agent-2", "agent-3");
    refused(ErrorCode.NOT_FOUND, s.ask("agent-2", Note.request("agent3"), LONG))
        .contains("agent-3");
  }
}
