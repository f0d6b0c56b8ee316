package dev.multichat.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.core.Draft;
import dev.multichat.core.Kind;
import dev.multichat.core.Message;
import dev.multichat.core.Receipt;
import dev.multichat.core.Session;
import dev.multichat.core.SessionState;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private static final Instant NOW = Instant.parse("2025-09-24T04:27:49Z");

  private final Message first = stored(1, "agent-2", "First");
  private final Message second = stored(2, "agent-3", "Second");
  private final Conversation.Said said = said(first, second);

  @Test
  void whatIsStoredAsItWasSaidHasNoDifference() {
    assertThat(Comparison.of(said, List.of(first, second))).isEmpty();
  }

  @Test
  void aMessageThatIsMissingIsADifference() {
    assertThat(Comparison.of(said, List.of(first)))
        .containsExactly("2 messages were said, 1 are stored");
  }

  @Test
  void otherWordsOrderSenderOrPlaceAreDifferences() {
    String differs = "message 2 is stored otherwise than it was said";
    for (Message other :
        List.of(
            stored(2, "agent-3", "Other words"),
            stored(2, "agent-4", "Second"),
            stored(3, "agent-3", "Second"),
            second.to(List.of("agent-8")))) {
      assertThat(Comparison.of(said, List.of(first, other))).containsExactly(differs);
    }
    assertThat(Comparison.of(said, List.of(second, first))).hasSize(2);
  }

  private static Draft draft(String body) {
    return Draft.of(Kind.INFORM, List.of("agent-4"), "Words", body);
  }

  private static String id(long seq) {
    return "0198f2c4-5b7e-7cc1-8a3e-00000000000" + seq;
  }

  private static Message stored(long seq, String from, String body) {
    return Message.accepted(draft(body), id(seq), "talk", from, NOW).appended(id(seq), seq, NOW);
  }

  private static Conversation.Said said(Message... messages) {
    Session session =
        new Session(
            "talk", "", "agent-2", List.of(), false, SessionState.CLOSED, NOW, NOW, 2, null);
    return new Conversation.Said(
        session, List.of(messages).stream().map(ComparisonTest::utterance).toList());
  }

  private static Conversation.Utterance utterance(Message m) {
    Receipt receipt = new Receipt(m.id(), "talk", m.seq(), m.seq(), m.id(), NOW, List.of());
    return new Conversation.Utterance(m.from(), draft(m.body()), receipt);
  }
}
