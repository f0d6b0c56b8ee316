package dev.multichat.store.contract;

import static dev.multichat.store.contract.Trial.about;
import static dev.multichat.store.contract.Trial.await;
import static dev.multichat.store.contract.Trial.event;
import static dev.multichat.store.contract.Trial.mark;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.multichat.core.Agenda;
import dev.multichat.core.Entry;
import dev.multichat.core.EntryType;
import dev.multichat.core.Exchange;
import dev.multichat.core.ExchangeState;
import dev.multichat.core.Kind;
import dev.multichat.core.Message;
import dev.multichat.core.NextStep;
import dev.multichat.core.ReceiptState;
import dev.multichat.store.Write;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Exchanges, and that the agenda tells the same as folding them. */
public interface ExchangeContract extends Promises {

  private Exchange exchange(Message opener) {
    return Exchange.of(await(trial().store.exchange(opener.id(), 0, 500)));
  }

  /** Checks that whom the fold awaits has it on its agenda, and nobody else. */
  private Exchange agreed(Message opener) {
    Exchange exchange = exchange(opener);
    for (String agent : List.of("alice", "bob", "carol")) {
      List<String> folded = new ArrayList<>();
      for (Message m : exchange.messages()) {
        folded.addAll(
            Collections.nCopies(Collections.frequency(exchange.awaiting(m.id()), agent), m.id()));
      }
      List<String> kept =
          await(trial().store.agenda(agent)).awaiting().stream()
              .filter(a -> a.exchange().equals(opener.id()))
              .map(Agenda.Awaiting::message)
              .toList();
      assertThat(kept).as("awaited of " + agent).isEqualTo(folded);
    }
    return exchange;
  }

  @Test
  default void repliesAtAnyDepthBelongToTheExchange() {
    Trial t = trial().with("alice", "bob", "carol");
    Message opener = t.send(Letter.from("alice", "bob", "carol").request());
    assertThat(agreed(opener).awaiting()).containsExactly("bob", "carol");
    Message counter = t.send(Letter.from("bob", "alice").kind(Kind.PROPOSE).answers(opener));
    Message accept = t.send(Letter.from("alice", "bob").kind(Kind.ACCEPT).answers(counter));
    assertThat(accept.exchange()).isEqualTo(counter.exchange()).isEqualTo(opener.id());
    assertThat(agreed(opener).awaiting()).containsExactly("carol");
    t.send(Letter.from("carol", "alice").answers(opener));
    assertThat(agreed(opener).state()).isEqualTo(ExchangeState.ANSWERED);
    assertThat(exchange(opener).messages()).hasSize(4);
    assertThat(await(t.store.exchange(counter.id(), 0, 500))).isEmpty();
  }

  @Test
  default void whoLeavesIsNotAwaitedThere() {
    Trial t = trial().with("alice", "bob", "carol");
    Message opener = t.send(Letter.from("alice", "bob", "carol").request());
    Message elsewhere = t.send(Letter.from("alice", "bob").in("other").opens("O").request());
    Message answered = t.send(Letter.from("alice", "bob").request());
    t.send(Letter.from("bob", "alice").answers(answered));
    Entry left = t.happens(event(EntryType.LEFT, "talk", "bob"));
    assertThat(left.exchanges()).containsExactly(opener.id());
    assertThat(agreed(opener).awaiting()).containsExactly("carol");
    assertThat(agreed(elsewhere).awaiting()).containsExactly("bob");
    assertThat(await(t.store.exchange(opener.id(), 0, 500))).hasSize(2).contains(left);
  }

  @Test
  default void whoIsRevokedIsNotAwaitedAnywhere() {
    Trial t = trial().with("alice", "bob", "carol");
    Message here = t.send(Letter.from("alice", "bob").request());
    Message there = t.send(Letter.from("alice", "bob").in("other").opens("O").request());
    Entry revoked = t.happens(t.revocation("bob"));
    assertThat(revoked.exchanges()).containsExactly(here.id(), there.id());
    assertThat(agreed(here).state()).isEqualTo(ExchangeState.ANSWERED);
    assertThat(agreed(there).state()).isEqualTo(ExchangeState.ANSWERED);
    assertThat(t.awaiting("bob")).isEmpty();
  }

  @Test
  default void theOpenersCancelEndsTheExchange() {
    Trial t = trial().with("alice", "bob", "carol");
    Message opener = t.send(Letter.from("alice", "bob", "carol").request());
    t.send(Letter.from("bob", "alice").kind(Kind.CANCEL).answers(opener));
    assertThat(agreed(opener).state()).isEqualTo(ExchangeState.WAITING);
    t.send(Letter.from("alice", "bob", "carol").kind(Kind.CANCEL).answers(opener));
    assertThat(agreed(opener).state()).isEqualTo(ExchangeState.CANCELLED);
    t.send(Letter.from("carol", "alice").kind(Kind.PROPOSE).answers(opener));
    assertThat(agreed(opener).awaiting()).isEmpty();
  }

  @Test
  default void closingTheSessionEndsWhatAwaits() {
    Trial t = trial().with("alice", "bob", "carol");
    Message waiting = t.send(Letter.from("alice", "bob").request());
    Message answered = t.send(Letter.from("alice", "bob").request());
    t.send(Letter.from("bob", "alice").answers(answered));
    t.send(Letter.from("alice", "bob"));
    Entry held = t.happens(event(EntryType.HELD, "talk", "alice"));
    assertThat(held.exchanges()).containsExactly(waiting.id());
    assertThat(agreed(waiting).state()).isEqualTo(ExchangeState.HELD);
    t.happens(event(EntryType.RELEASED, "talk", "alice"));
    assertThat(agreed(waiting).state()).isEqualTo(ExchangeState.WAITING);
    Entry closed = t.happens(event(EntryType.CLOSED, "talk", "alice"));
    assertThat(closed.exchanges()).containsExactly(waiting.id());
    assertThat(agreed(waiting).state()).isEqualTo(ExchangeState.CLOSED);
    assertThat(agreed(answered).state()).isEqualTo(ExchangeState.ANSWERED);
  }

  @Test
  default void whatIsOverdueIsToldOnceAndUntilAnswered() {
    Trial t = trial().with("alice", "bob", "carol");
    Message m = t.send(Letter.from("alice", "bob").request().replyBy(t.clock.now()));
    assertThat(await(t.store.agenda("bob")).awaiting().get(0).overdue()).isFalse();
    Entry overdue = t.happens(about(EntryType.OVERDUE, m, null));
    assertThat(overdue.exchanges()).containsExactly(m.id());
    assertThat(agreed(m).state()).isEqualTo(ExchangeState.OVERDUE);
    assertThat(await(t.store.agenda("bob")).awaiting().get(0).overdue()).isTrue();
    t.send(Letter.from("bob", "alice").answers(m));
    assertThat(agreed(m).state()).isEqualTo(ExchangeState.ANSWERED);
  }

  @Test
  default void theDeadAndTheExpiredAreNotAwaited() {
    Trial t = trial().with("alice", "bob", "carol");
    Message m = t.send(Letter.from("alice", "bob", "carol").request());
    Entry dead = t.happens(about(EntryType.DEAD, m, "bob"));
    assertThat(dead.exchanges()).containsExactly(m.id());
    assertThat(agreed(m).awaiting()).containsExactly("carol");
    Message two = t.send(Letter.from("alice", "bob", "carol").request());
    t.append(mark(two, "bob", ReceiptState.ACKNOWLEDGED));
    assertThat(agreed(two).awaiting()).containsExactly("bob", "carol");
    t.happens(about(EntryType.EXPIRED, two, null));
    assertThat(agreed(two).awaiting()).isEmpty();
  }

  @Test
  default void whatIsRequeuedIsInTheInboxAgainButNotAwaited() {
    Trial t = trial().with("alice", "bob", "carol");
    Message m = t.send(Letter.from("alice", "bob", "carol").request());
    t.happens(about(EntryType.DEAD, m, "bob"));
    t.append(mark(m, "bob", ReceiptState.RECORDED));
    assertThat(t.state(m, "bob")).isEqualTo(ReceiptState.RECORDED);
    assertThat(t.awaiting("bob")).isEmpty();
    assertThat(agreed(m).awaiting()).containsExactly("carol");
  }

  @Test
  default void aNextStepStaysUntilItIsMarkedDone() {
    Trial t = trial().with("alice", "bob", "carol");
    NextStep write = new NextStep("bob", "write the \"adapter\"", false);
    NextStep read = new NextStep("bob", "read the notes", false);
    Message m = t.send(Letter.from("alice", "bob").steps(write, read));
    t.send(Letter.from("alice", "bob").in("other").opens("O").steps(done(write), done(read)));
    t.send(Letter.from("bob", "alice").steps(done(read), done(new NextStep("alice", "x", false))));
    Agenda agenda = await(t.store.agenda("bob"));
    assertThat(agenda.steps())
        .containsExactly(new Agenda.Step(write.action(), m.id(), "talk", "alice", m.recordedAt()));
    assertThat(await(t.store.agenda("alice")).steps()).isEmpty();
  }

  @Test
  default void theStepsOfAClosedSessionLeaveTheAgenda() {
    Trial t = trial().with("alice", "bob");
    NextStep step = new NextStep("bob", "write it", false);
    t.send(Letter.from("alice", "bob").steps(step));
    Message kept = t.send(Letter.from("alice", "bob").in("other").opens("O").steps(step));
    t.happens(event(EntryType.CLOSED, "talk", "alice"));
    assertThat(await(t.store.agenda("bob")).steps())
        .extracting(Agenda.Step::message)
        .containsExactly(kept.id());
  }

  @Test
  default void theAgendaTellsTheOldest500() {
    Trial t = trial().with("alice", "bob");
    List<NextStep> steps =
        IntStream.range(0, 100).mapToObj(i -> new NextStep("bob", "step " + i, false)).toList();
    List<String> sent = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      sent.add(t.send(Letter.from("alice", "bob").steps(steps.toArray(NextStep[]::new))).id());
    }
    Write[] requests = new Write[510];
    Arrays.setAll(requests, i -> Letter.from("alice", "bob").request().write());
    List<String> asked =
        t.batch(requests).outcomes().stream().map(o -> o.entry().message().id()).toList();
    assertThat(t.awaiting("bob")).isEqualTo(asked.subList(0, 500));
    List<Agenda.Step> told = await(t.store.agenda("bob")).steps();
    assertThat(told).hasSize(500);
    assertThat(told.subList(99, 101))
        .extracting(Agenda.Step::message, Agenda.Step::action)
        .containsExactly(tuple(sent.get(0), "step 99"), tuple(sent.get(1), "step 0"));
  }

  private static NextStep done(NextStep step) {
    return new NextStep(step.owner(), step.action(), true);
  }

  @Test
  default void theAgendaTellsWhatAwaitsOldestFirst() {
    Trial t = trial().with("alice", "bob", "carol");
    Message one = t.send(Letter.from("alice", "bob").request().subject("One"));
    Message two = t.send(Letter.from("carol", "bob").kind(Kind.PROPOSE).answers(one));
    assertThat(await(t.store.agenda("bob")).awaiting())
        .containsExactly(
            new Agenda.Awaiting(
                one.id(),
                "talk",
                one.id(),
                "alice",
                Kind.REQUEST,
                "One",
                one.recordedAt(),
                null,
                false),
            new Agenda.Awaiting(
                two.id(),
                "talk",
                one.id(),
                "carol",
                Kind.PROPOSE,
                "Subject",
                two.recordedAt(),
                null,
                false));
  }
}
