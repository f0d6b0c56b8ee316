package dev.multichat.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.core.Draft;
import dev.multichat.core.Kind;
import dev.multichat.core.Message;
import dev.multichat.core.NextStep;
import dev.multichat.store.contract.MovableClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LinkTest {
  private static final Duration SOON = Duration.ofSeconds(10);

  private final MovableClock clock = new MovableClock();
  private Link link = Link.first(message("a", Draft.of(Kind.REQUEST, List.of("b"), "", "Go")));

  private Message message(String from, Draft draft) {
    return Message.accepted(draft, "id", "talk", from, clock.now());
  }

  private void replies(String from, Draft draft) {
    link = link.next(message(from, draft), SOON);
  }

  private void replies(String from, Kind kind, String body) {
    replies(from, Draft.of(kind, List.of("x"), "", body));
  }

  @Test
  void quickRepliesOfTheSameTwoAreCounted() {
    replies("b", Kind.ACCEPT, "Yes");
    replies("a", Kind.INFORM, "Good");
    replies("b", Kind.INFORM, "Fine");
    assertThat(link.quick()).isEqualTo(3);
    assertThat(link.depth()).isEqualTo(3);
  }

  @Test
  void whoRepliesToItselfGoesInNoCircle() {
    replies("b", Kind.INFORM, "ok");
    for (int i = 0; i < 20; i++) {
      replies("b", Kind.INFORM, "ok");
    }
    assertThat(link.acknowledging()).isEqualTo(1);
    assertThat(link.depth()).isEqualTo(1);
    assertThat(link.quick()).isZero();
  }

  @Test
  void aPauseEndsTheRow() {
    replies("b", Kind.ACCEPT, "Yes");
    clock.move(SOON);
    replies("a", Kind.INFORM, "Good");
    assertThat(link.quick()).isEqualTo(2);
    clock.move(SOON.plusMillis(1));
    replies("b", Kind.INFORM, "Fine");
    assertThat(link.quick()).isZero();
    assertThat(link.depth()).isEqualTo(3);
  }

  @Test
  void aThirdOneBeginsARowOfItsOwn() {
    replies("b", Kind.ACCEPT, "Yes");
    replies("a", Kind.INFORM, "Good");
    replies("c", Kind.INFORM, "Me too");
    assertThat(link.quick()).isEqualTo(1);
  }

  @Test
  void whoGoesOnAfterItselfAnswersNobody() {
    replies("b", Kind.ACCEPT, "Yes");
    replies("b", Kind.INFORM, "And more");
    assertThat(link.quick()).isZero();
  }

  @Test
  void acknowledgementsInARowAreCounted() {
    replies("b", Kind.ACCEPT, "Yes");
    replies("a", Kind.INFORM, "Thank you");
    assertThat(link.acknowledging()).isEqualTo(2);
    replies("b", Kind.INFORM, "x".repeat(Link.SHORT));
    assertThat(link.acknowledging()).isEqualTo(3);
  }

  @Test
  void whatSaysOrWantsMoreIsNoAcknowledgement() {
    List<Draft> others =
        List.of(
            Draft.of(Kind.INFORM, List.of("x"), "", "x".repeat(Link.SHORT + 1)),
            Draft.of(Kind.REQUEST, List.of("x"), "", "And?"),
            Draft.of(Kind.REFUSE, List.of("x"), "", "No"),
            Draft.of(Kind.INFORM, List.of("x"), "", "Then this")
                .with(List.of(), List.of(new NextStep("a", "Deploy", false)), List.of()));
    for (Draft other : others) {
      replies("b", Kind.ACCEPT, "Yes");
      replies("a", other);
      assertThat(link.acknowledging()).as(other.toString()).isZero();
    }
  }

  @Test
  void countingBeginsAnewWhereItIsTold() {
    replies("b", Kind.ACCEPT, "Yes");
    link = link.anew();
    replies("a", Kind.INFORM, "Good");
    assertThat(link.depth()).isEqualTo(1);
    assertThat(link.quick()).isEqualTo(1);
    assertThat(link.acknowledging()).isEqualTo(1);
  }
}
