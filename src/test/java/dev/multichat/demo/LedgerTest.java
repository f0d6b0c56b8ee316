package dev.multichat.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.core.Draft;
import dev.multichat.core.Kind;
import dev.multichat.core.Message;
import dev.multichat.core.Receipt;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each promise that a hub can break is told when it was broken. */
class LedgerTest {
  private static final Instant NOW = Instant.parse("2026-11-23T04:27:49Z");

  private final Ledger ledger = new Ledger();

  @BeforeEach
  void twoMessagesWereConfirmedAndShown() {
    for (int seq : List.of(1, 2)) {
      ledger.confirm(receipt(seq));
      ledger.show(id(seq));
    }
  }

  @Test
  void nothingIsWrongWhenAllIsWhereItsReceiptSays() {
    assertThat(ledger.against(List.of(stored(1, 1), stored(2, 2)))).isEmpty();
    assertThat(ledger.confirmed()).isEqualTo(2);
    assertThat(ledger.again()).isZero();
  }

  @Test
  void whatIsShownOnceMoreIsCountedAndNotWrong() {
    assertThat(ledger.show(id(2))).isFalse();

    assertThat(ledger.again()).isEqualTo(1);
    assertThat(ledger.against(List.of(stored(1, 1), stored(2, 2)))).isEmpty();
  }

  @Test
  void whatHadNoReceiptMayBeStored() {
    assertThat(ledger.against(List.of(stored(1, 1), stored(2, 2), stored(3, 3)))).isEmpty();
  }

  @Test
  void aMessageThatIsGoneIsLost() {
    assertThat(ledger.against(List.of(stored(1, 1))))
        .containsExactly("Message " + id(2) + " has a receipt and is lost.");
  }

  @Test
  void aMessageThatIsThereTwiceIsStoredTwice() {
    assertThat(ledger.against(List.of(stored(1, 1), stored(2, 2), stored(2, 3))))
        .containsExactly(
            "Message " + id(2) + " is stored twice.",
            "Message " + id(2) + " is not where its receipt says.");
  }

  @Test
  void aGapIsOutOfOrder() {
    assertThat(ledger.against(List.of(stored(1, 1), stored(2, 2), stored(3, 4))))
        .containsExactly("Message " + id(3) + " is out of order, at 4.");
  }

  @Test
  void aMessageElsewhereThanItsReceiptSaysIsTold() {
    assertThat(ledger.against(List.of(stored(2, 1), stored(1, 2))))
        .containsExactly(
            "Message " + id(2) + " is not where its receipt says.",
            "Message " + id(1) + " is not where its receipt says.");
  }

  @Test
  void aMessageThatNobodyWasShownIsTold() {
    ledger.confirm(receipt(3));

    assertThat(ledger.against(List.of(stored(1, 1), stored(2, 2), stored(3, 3))))
        .containsExactly(
            "Message " + id(3) + " has a receipt and was never shown to its recipient.");
  }

  private static String id(int number) {
    return "0198f2c4-5b7e-7cc1-8a3e-00000000000" + number;
  }

  private static Receipt receipt(int number) {
    return new Receipt(id(number), "talk", number, number, id(number), NOW, List.of());
  }

  private static Message stored(int number, long seq) {
    Draft draft = Draft.of(Kind.INFORM, List.of("agent-4"), "Words", "Words");
    return Message.accepted(draft, id(number), "talk", "agent-2", NOW)
        .appended(id(number), seq, NOW);
  }
}
