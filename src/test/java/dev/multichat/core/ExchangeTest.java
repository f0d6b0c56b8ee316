package dev.multichat.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ExchangeTest {
  private final List<Entry> entries = new ArrayList<>();

  private Message say(Kind kind, String from, String answers, String... to) {
    Draft draft = Draft.of(kind, List.of(to), "", "Hello").at(null, "talk", answers);
    String id = new UUID(0, entries.size() + 1).toString();
    Message message = Message.accepted(draft, id, "talk", from, now());
    String opener = entries.isEmpty() ? id : entries.get(0).message().id();
    Message stamped = message.appended(opener, entries.size() + 1, now());
    entries.add(
        Entry.of(stamped, Audience.LIST).with(stamped, List.of()).appended(0, now(), List.of()));
    return stamped;
  }

  private Instant now() {
    return Instant.EPOCH.plusSeconds(entries.size() + 1);
  }

  private void happens(Entry event) {
    entries.add(event.appended(0, now(), List.of()));
  }

  private void event(EntryType type, String agent) {
    happens(Entry.event(type, "talk", agent, "operator", null));
  }

  private void state(ExchangeState state, String... awaiting) {
    Exchange exchange = Exchange.of(entries);
    assertThat(exchange.state()).isEqualTo(state);
    assertThat(exchange.awaiting()).containsExactly(awaiting);
    assertThat(exchange.closedAt() == null)
        .isEqualTo(exchange.awaiting().size() > 0 || state == ExchangeState.NOTICE);
  }

  @Test
  void aMessageThatAwaitsNothingIsANoticeUntilItIsReplied() {
    Message notice = say(Kind.INFORM, "a", null, "b");
    state(ExchangeState.NOTICE);
    assertThat(Exchange.of(entries).sharesItsDevlog()).isTrue();
    say(Kind.INFORM, "b", notice.id(), "a");
    assertThat(Exchange.of(entries).state()).isEqualTo(ExchangeState.ANSWERED);
    assertThat(Exchange.of(entries).sharesItsDevlog()).isFalse();
  }

  @Test
  void aRequestWaitsForEachRecipient() {
    Message request = say(Kind.REQUEST, "a", null, "b", "c");
    state(ExchangeState.WAITING, "b", "c");
    say(Kind.INFORM, "c", request.id(), "a");
    state(ExchangeState.WAITING, "b");
    say(Kind.REFUSE, "b", request.id(), "a");
    state(ExchangeState.ANSWERED);
    assertThat(Exchange.of(entries).closedAt()).isEqualTo(Instant.EPOCH.plusSeconds(3));
  }

  @Test
  void aReplyToAnotherMessageIsNoAnswer() {
    Message request = say(Kind.REQUEST, "a", null, "b", "c");
    Message aside = say(Kind.INFORM, "c", request.id(), "b");
    say(Kind.INFORM, "b", aside.id(), "c");
    state(ExchangeState.WAITING, "b");
  }

  @Test
  void aCounterProposalAwaitsInItsTurnAtAnyDepth() {
    Message proposal = say(Kind.PROPOSE, "a", null, "b");
    Message counter = say(Kind.PROPOSE, "b", proposal.id(), "a");
    state(ExchangeState.WAITING, "a");
    Message again = say(Kind.PROPOSE, "a", counter.id(), "b");
    state(ExchangeState.WAITING, "b");
    assertThat(Exchange.of(entries).awaiting(proposal.id())).isEmpty();
    assertThat(Exchange.of(entries).awaiting(again.id())).containsExactly("b");
    say(Kind.ACCEPT, "b", again.id(), "a");
    state(ExchangeState.ANSWERED);
  }

  @Test
  void anOverdueQuestionIsAnsweredByTheLateReply() {
    Message request = say(Kind.REQUEST, "a", null, "b");
    happens(Entry.about(EntryType.OVERDUE, request, null, null));
    state(ExchangeState.OVERDUE, "b");
    say(Kind.INFORM, "b", request.id(), "a");
    state(ExchangeState.ANSWERED);
  }

  @Test
  void aCounterProposalToAnOverdueQuestionIsNotOverdue() {
    Message request = say(Kind.REQUEST, "a", null, "b");
    happens(Entry.about(EntryType.OVERDUE, request, null, null));
    say(Kind.PROPOSE, "b", request.id(), "a");
    state(ExchangeState.WAITING, "a");
  }

  @Test
  void itsOpenerCancelsItAndNobodyElse() {
    Message request = say(Kind.REQUEST, "a", null, "b", "c");
    say(Kind.CANCEL, "b", request.id(), "a");
    state(ExchangeState.WAITING, "c");
    say(Kind.CANCEL, "a", request.id(), "b", "c");
    state(ExchangeState.CANCELLED);
    say(Kind.INFORM, "c", request.id(), "a");
    state(ExchangeState.CANCELLED);
  }

  @Test
  void closingTheSessionClosesWhatStillWaits() {
    Message request = say(Kind.REQUEST, "a", null, "b");
    event(EntryType.CLOSED, "a");
    state(ExchangeState.CLOSED);
    entries.clear();
    request = say(Kind.REQUEST, "a", null, "b");
    say(Kind.INFORM, "b", request.id(), "a");
    event(EntryType.CLOSED, "a");
    state(ExchangeState.ANSWERED);
  }

  @Test
  void whoLeftIsRevokedDeadOrLateIsNotAwaited() {
    Message request = say(Kind.REQUEST, "a", null, "b", "c", "d", "e");
    event(EntryType.LEFT, "b");
    state(ExchangeState.WAITING, "c", "d", "e");
    happens(Entry.agent(Agent.of("c", "C", "", "").since(null, now()), "operator"));
    state(ExchangeState.WAITING, "d", "e");
    happens(Entry.about(EntryType.DEAD, request, "d", "its handler failed"));
    state(ExchangeState.WAITING, "e");
    happens(Entry.about(EntryType.EXPIRED, request, null, null));
    state(ExchangeState.ANSWERED);
  }

  @Test
  void aHeldExchangeWaitsOnWhenItIsReleased() {
    say(Kind.REQUEST, "a", null, "b");
    event(EntryType.HELD, null);
    state(ExchangeState.HELD, "b");
    event(EntryType.RELEASED, null);
    state(ExchangeState.WAITING, "b");
  }

  @Test
  void anExchangeIsHeldThoughItWaitsForNobody() {
    Message notice = say(Kind.INFORM, "a", null, "b");
    event(EntryType.HELD, null);
    state(ExchangeState.NOTICE);
    say(Kind.INFORM, "b", notice.id(), "a");
    assertThat(Exchange.of(entries).state()).isEqualTo(ExchangeState.HELD);
    event(EntryType.RELEASED, null);
    assertThat(Exchange.of(entries).state()).isEqualTo(ExchangeState.ANSWERED);
  }

  @Test
  void anExchangeBeginsWithAMessage() {
    assertThatThrownBy(() -> Exchange.of(List.of())).isInstanceOf(IllegalArgumentException.class);
  }
}
