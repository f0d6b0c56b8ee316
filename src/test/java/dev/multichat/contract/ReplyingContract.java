package dev.multichat.contract;

import static dev.multichat.contract.Scene.as;
import static dev.multichat.contract.Scene.refused;
import static dev.multichat.store.contract.Trial.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.core.ErrorCode;
import dev.multichat.core.Message;
import dev.multichat.core.Receipt;
import dev.multichat.core.ReceiptState;
import org.junit.jupiter.api.Test;

/** Replies: where they go, what they belong to, and what they acknowledge. */
public interface ReplyingContract extends Promises {

  @Test
  default void aReplyGoesToWhomItAnswersInThatSession() {
    Scene s = scene().with("agent-2", "agent-3", "agent-4");
    Receipt question = s.send("agent-2", Note.request("agent-3", "agent-4"));
    Receipt reply = s.send("agent-3", Note.to().answers(question.id()));
    assertThat(reply.session()).isEqualTo(question.session());
    assertThat(reply.exchange()).isEqualTo(question.id());
    assertThat(reply.seq()).isEqualTo(2);
    assertThat(reply.recipients()).extracting(r -> r.agent()).containsExactly("agent-2");
    assertThat(s.inboxIds("agent-2")).containsExactly(reply.id());
  }

  @Test
  default void aReplyToRecipientsOfItsOwnGoesThere() {
    Scene s = scene().with("agent-2", "agent-3", "agent-4");
    Receipt question = s.send("agent-2", Note.request("agent-3"));
    s.send("agent-3", Note.to("agent-4", "agent-2").answers(question.id()));
    assertThat(s.inbox("agent-4")).hasSize(1);
    assertThat(s.inbox("agent-2")).hasSize(1);
  }

  @Test
  default void aReplyToOnesOwnMessageGoesToItsRecipients() {
    Scene s = scene().with("agent-2", "agent-3", "agent-4");
    Receipt question = s.send("agent-2", Note.request("agent-3", "agent-4"));
    Receipt more = s.send("agent-2", Note.to().answers(question.id()));
    assertThat(more.recipients()).extracting(r -> r.agent()).containsExactly("agent-3", "agent-4");
  }

  @Test
  default void aReplyAcknowledgesWhatItAnswers() {
    Scene s = scene().with("agent-2", "agent-3", "agent-4");
    Receipt question = s.send("agent-2", Note.request("agent-3", "agent-4"));
    s.send("agent-3", Note.to().answers(question.id()));
    Receipt now = await(s.hub.receipts(as("agent-2"), question.id()));
    assertThat(now.of("agent-3")).isEqualTo(ReceiptState.REPLIED);
    assertThat(now.of("agent-4")).isEqualTo(ReceiptState.RECORDED);
    assertThat(s.inbox("agent-3")).isEmpty();
    assertThat(s.inboxIds("agent-4")).containsExactly(question.id());
  }

  @Test
  default void aReplyOfARepliesIsOfTheSameExchange() {
    Scene s = scene().with("agent-2", "agent-3");
    Receipt question = s.send("agent-2", Note.request("agent-3"));
    Receipt counter = s.send("agent-3", Note.to().answers(question.id()).kind("propose"));
    Receipt accepted = s.send("agent-2", Note.to().answers(counter.id()).kind("accept"));
    assertThat(accepted.exchange()).isEqualTo(question.id());
    Message kept = await(s.hub.message(as("agent-3"), accepted.id()));
    assertThat(kept.inReplyTo()).isEqualTo(counter.id());
    assertThat(kept.to()).containsExactly("agent-3");
  }

  @Test
  default void aReplyToWhatIsNotThereIsNotFound() {
    Scene s = scene().with("agent-2", "agent-3");
    s.session("talk", "agent-3", "agent-2");
    Receipt elsewhere = s.send("agent-2", Note.to("agent-3"));
    Note toNothing = Note.to().answers(Note.uuid());
    refused(ErrorCode.NOT_FOUND, s.hub.send(as("agent-3"), toNothing.draft()));
    Note wrongRoom = Note.to("agent-2").in("talk").answers(elsewhere.id());
    refused(ErrorCode.NOT_FOUND, s.hub.send(as("agent-3"), wrongRoom.draft()))
        .contains(elsewhere.id());
  }

  @Test
  default void aStrangerCannotReply() {
    Scene s = scene().with("agent-2", "agent-3", "agent-4");
    Receipt question = s.send("agent-2", Note.request("agent-3"));
    refused(
        ErrorCode.NOT_FOUND, s.hub.send(as("agent-4"), Note.to().answers(question.id()).draft()));
  }

  @Test
  default void aReplyAgainIsTheSameReply() {
    Scene s = scene().with("agent-2", "agent-3");
    Receipt question = s.send("agent-2", Note.request("agent-3"));
    Note note = Note.to().answers(question.id()).id(Note.uuid());
    Receipt first = s.send("agent-3", note);
    await(s.hub.close(as("agent-2"), question.session()));
    assertThat(s.send("agent-3", note)).isEqualTo(first);
  }
}
