package dev.multichat.store.contract;

import static dev.multichat.store.contract.Trial.await;
import static dev.multichat.store.contract.Trial.card;
import static dev.multichat.store.contract.Trial.event;
import static dev.multichat.store.contract.Trial.opening;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.core.Entry;
import dev.multichat.core.EntryType;
import dev.multichat.core.ErrorCode;
import dev.multichat.core.Exchange;
import dev.multichat.core.ExchangeState;
import dev.multichat.core.Message;
import dev.multichat.core.Session;
import dev.multichat.core.SessionState;
import dev.multichat.store.Appended;
import dev.multichat.store.Outcome;
import dev.multichat.store.Write;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What an entry presumes and what it implies. */
public interface PreconditionsContract extends Promises {

  private Session session(String id) {
    return await(trial().store.session(id)).orElseThrow();
  }

  @Test
  default void aMessageMayOpenItsSession() {
    Trial t = trial().with("alice", "bob", "carol");
    Appended a = t.batch(Letter.from("alice", "bob", "carol").in("new").opens("Topic").write());
    assertThat(a.entries())
        .extracting(Entry::type)
        .containsExactly(EntryType.OPENED, EntryType.MESSAGE);
    Session session = session("new");
    assertThat(session.participants()).containsExactly("alice", "bob", "carol");
    assertThat(session.topic()).isEqualTo("Topic");
    assertThat(session.initiator()).isEqualTo("alice");
    assertThat(session.open()).isFalse();
    assertThat(session.state()).isEqualTo(SessionState.ACTIVE);
    assertThat(session.createdAt()).isEqualTo(t.clock.now());
    assertThat(session.lastSeq()).isEqualTo(1);
    assertThat(t.refused(Letter.from("bob", "alice").in("new").opens("Topic").write()))
        .isEqualTo(ErrorCode.CONFLICT);
  }

  @Test
  default void aMessageIntoAnUnknownSessionIsNotFound() {
    Trial t = trial().with("alice", "bob");
    assertThat(t.refused(Letter.from("alice", "bob").in("none").write()))
        .isEqualTo(ErrorCode.NOT_FOUND);
    for (EntryType type :
        List.of(EntryType.JOINED, EntryType.LEFT, EntryType.CLOSED, EntryType.HELD)) {
      assertThat(t.refused(event(type, "none", "alice"))).isEqualTo(ErrorCode.NOT_FOUND);
    }
  }

  @Test
  default void aClosedSessionTakesNoMessagesAndNobodyJoins() {
    Trial t = trial().with("alice", "bob");
    t.append(card("carol"));
    t.happens(event(EntryType.CLOSED, "talk", "alice"));
    assertThat(session("talk").state()).isEqualTo(SessionState.CLOSED);
    assertThat(t.refused(Letter.from("alice", "bob").write())).isEqualTo(ErrorCode.CONFLICT);
    Write joined = event(EntryType.JOINED, "talk", "carol");
    assertThat(t.refused(Write.event(joined.entry(), true))).isEqualTo(ErrorCode.CONFLICT);
    assertThat(t.append(event(EntryType.CLOSED, "talk", "bob"))).isEqualTo(Outcome.DONE);
  }

  @Test
  default void aStrangerIsForbiddenUnlessForced() {
    Trial t = trial().with("alice", "bob");
    t.append(card("carol"));
    assertThat(t.refused(Letter.from("carol", "bob").write())).isEqualTo(ErrorCode.FORBIDDEN);
    t.send(Letter.from("operator", "bob").forced());
    t.send(Letter.from("hub", "bob"));
    assertThat(session("talk").participants()).containsExactly("alice", "bob");
  }

  @Test
  default void sendingIntoAnOpenSessionJoinsIt() {
    Trial t = trial().with("alice", "bob");
    t.append(card("carol"));
    t.happens(opening("hall", true, "alice"));
    Appended a = t.batch(Letter.from("carol", "bob").in("hall").write());
    assertThat(a.entries()).extracting(Entry::agent).containsExactly("carol", "bob", null);
    assertThat(session("hall").participants()).containsExactly("alice", "carol", "bob");
    assertThat(t.batch(Letter.from("carol", "bob").in("hall").write()).entries()).hasSize(1);
  }

  @Test
  default void addressingSomebodyBringsItIn() {
    Trial t = trial().with("alice", "bob");
    t.append(card("carol"));
    Appended a = t.batch(Letter.from("alice", "carol", "bob").write());
    Entry joined = a.entries().get(0);
    assertThat(joined.type()).isEqualTo(EntryType.JOINED);
    assertThat(joined.agent()).isEqualTo("carol");
    assertThat(joined.by()).isEqualTo("alice");
    assertThat(session("talk").participants()).containsExactly("alice", "bob", "carol");
  }

  @Test
  default void joiningNeedsAnOpenSessionOrForce() {
    Trial t = trial().with("alice", "bob");
    t.append(card("carol"));
    Write joined = event(EntryType.JOINED, "talk", "carol");
    assertThat(t.refused(joined)).isEqualTo(ErrorCode.FORBIDDEN);
    t.happens(Write.event(joined.entry(), true));
    assertThat(t.append(joined)).isEqualTo(Outcome.DONE);
    t.happens(event(EntryType.LEFT, "talk", "carol"));
    assertThat(t.append(event(EntryType.LEFT, "talk", "carol"))).isEqualTo(Outcome.DONE);
    assertThat(session("talk").participants()).containsExactly("alice", "bob");
  }

  @Test
  default void anOpeningNeedsAnUnusedId() {
    Trial t = trial().with("alice", "bob");
    assertThat(t.refused(opening("talk", true, "alice"))).isEqualTo(ErrorCode.CONFLICT);
    Appended both = t.batch(opening("x", true, "alice"), opening("x", true, "bob"));
    assertThat(both.outcomes().get(1).refused().code()).isEqualTo(ErrorCode.CONFLICT);
    assertThat(session("x").initiator()).isEqualTo("alice");
  }

  @Test
  default void theUnregisteredAreRefused() {
    Trial t = trial().with("alice", "bob");
    assertThat(t.refused(Letter.from("nobody", "bob").forced().write()))
        .isEqualTo(ErrorCode.FORBIDDEN);
    assertThat(t.refused(Letter.from("alice", "nobody").write())).isEqualTo(ErrorCode.NOT_FOUND);
    assertThat(session("talk").participants()).containsExactly("alice", "bob");
  }

  @Test
  default void theRevokedNeitherSendNorReceiveNorChange() {
    Trial t = trial().with("alice", "bob");
    Entry revoked = t.happens(t.revocation("bob"));
    assertThat(revoked.card().revokedAt()).isEqualTo(t.clock.now());
    assertThat(revoked.card().name()).isEqualTo("The bob");
    assertThat(t.refused(Letter.from("bob", "alice").write())).isEqualTo(ErrorCode.FORBIDDEN);
    assertThat(t.refused(Letter.from("alice", "bob").write())).isEqualTo(ErrorCode.CONFLICT);
    assertThat(t.refused(card("bob"))).isEqualTo(ErrorCode.FORBIDDEN);
    assertThat(t.append(t.revocation("bob"))).isEqualTo(Outcome.DONE);
    assertThat(t.refused(t.revocation("nobody"))).isEqualTo(ErrorCode.NOT_FOUND);
    assertThat(t.refused(Letter.from("alice").write())).isEqualTo(ErrorCode.INVALID);
  }

  @Test
  default void aCardIsRecordedOnlyWhenItChanges() {
    Trial t = trial();
    Entry first = t.happens(card("alice"));
    assertThat(first.card().registeredAt()).isEqualTo(t.clock.now());
    t.clock.move(Duration.ofHours(1));
    assertThat(t.append(card("alice"))).isEqualTo(Outcome.DONE);
    assertThat(await(t.store.agent("alice"))).contains(first.card());
    assertThat(t.feed()).containsExactly(first);
  }

  @Test
  default void theSessionsAudienceIsWhoTakesPartThen() {
    Trial t = trial().with("alice", "bob", "carol", "dave");
    t.happens(event(EntryType.LEFT, "talk", "carol"));
    t.happens(t.revocation("dave"));
    assertThat(t.send(Letter.from("alice")).to()).containsExactly("bob");
    t.happens(event(EntryType.LEFT, "talk", "bob"));
    assertThat(t.refused(Letter.from("alice").write())).isEqualTo(ErrorCode.INVALID);
  }

  @Test
  default void aReplyAnswersAMessageOfItsSession() {
    Trial t = trial().with("alice", "bob");
    Message there = t.send(Letter.from("alice", "bob").in("other").opens("Other"));
    assertThat(t.refused(Letter.from("bob", "alice").answers(there.id()).write()))
        .isEqualTo(ErrorCode.NOT_FOUND);
    String unknown = UUID.randomUUID().toString();
    assertThat(t.refused(Letter.from("bob", "alice").answers(unknown).write()))
        .isEqualTo(ErrorCode.NOT_FOUND);
  }

  @Test
  default void nothingIsAppendedBehindAClosing() {
    Trial t = trial().with("alice", "bob");
    race(t, event(EntryType.CLOSED, "talk", "alice"), EntryType.CLOSED);
  }

  @Test
  default void nothingOfHisIsAppendedBehindALeaving() {
    Trial t = trial().with("alice", "bob");
    race(t, event(EntryType.LEFT, "talk", "alice"), EntryType.LEFT);
  }

  private static void race(Trial t, Write event, EntryType last) {
    List<Future<Appended>> all = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      all.add(t.store.append(List.of(Letter.from("alice", "bob").write())));
      if (i == 30) {
        all.add(t.store.append(List.of(Letter.from("alice", "bob").write(), event)));
      }
    }
    long refused = all.stream().filter(f -> isRefused(await(f))).count();
    List<Entry> feed = t.feed();
    assertThat(refused).isBetween(1L, 59L);
    assertThat(feed.get(feed.size() - 1).type()).isEqualTo(last);
    assertThat(feed).filteredOn(e -> e.message() != null).hasSize(61 - (int) refused);
  }

  private static boolean isRefused(Appended appended) {
    return appended.outcomes().get(0).refused() != null;
  }

  @Test
  default void whatHoldsASessionIsToldInTheExchangeThatItIsAbout() {
    Trial t = trial().with("alice", "bob", "carol");
    Message first = t.send(Letter.from("alice", "bob"));
    Message reply = t.send(Letter.from("bob", "alice").answers(first));
    Message waiting = t.send(Letter.from("alice", "bob").request());
    Entry held = t.happens(hold(EntryType.HELD, "talk", reply));
    assertThat(held.exchanges()).containsExactly(waiting.id(), first.id());
    assertThat(held.reason()).isEqualTo("because");
    assertThat(exchange(t, first).state()).isEqualTo(ExchangeState.HELD);
    assertThat(t.feed()).endsWith(held);
    Entry released = t.happens(hold(EntryType.RELEASED, "talk", reply));
    assertThat(released.exchanges()).containsExactly(waiting.id(), first.id());
    assertThat(exchange(t, first).state()).isEqualTo(ExchangeState.ANSWERED);
    assertThat(t.happens(hold(EntryType.HELD, "talk", waiting)).exchanges())
        .containsExactly(waiting.id());
    t.append(Trial.opening("walk", false, "alice", "bob"));
    assertThat(t.happens(hold(EntryType.HELD, "walk", waiting)).exchanges()).isEmpty();
  }

  private static Write hold(EntryType type, String session, Message about) {
    return Write.event(Entry.hold(type, session, about.id(), "hub", "because"), true);
  }

  private static Exchange exchange(Trial t, Message opener) {
    return Exchange.of(await(t.store.exchange(opener.id(), 0, 99)));
  }
}
