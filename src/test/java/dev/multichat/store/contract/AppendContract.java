package dev.multichat.store.contract;

import static dev.multichat.store.contract.Trial.await;
import static dev.multichat.store.contract.Trial.card;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.core.Card;
import dev.multichat.core.Entry;
import dev.multichat.core.EntryType;
import dev.multichat.core.ErrorCode;
import dev.multichat.core.Message;
import dev.multichat.core.ReceiptState;
import dev.multichat.store.Appended;
import dev.multichat.store.Outcome;
import dev.multichat.store.Write;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What appending stamps and keeps, and how often it keeps it. */
public interface AppendContract extends Promises {

  @Test
  default void anAppendedMessageIsReadBackAsItWasStamped() {
    Trial t = trial().with("alice", "bob");
    Letter letter = Letter.from("alice", "bob").request();
    Outcome outcome = t.append(letter.write());
    Message message = outcome.entry().message();
    assertThat(outcome.known()).isFalse();
    assertThat(message.seq()).isEqualTo(1);
    assertThat(message.exchange()).isEqualTo(message.id()).isEqualTo(letter.id());
    assertThat(message.recordedAt()).isEqualTo(t.clock.now());
    assertThat(outcome.entry().at()).isEqualTo(t.clock.now());
    assertThat(outcome.entry().exchanges()).containsExactly(message.id());
    assertThat(await(t.store.message(message.id()))).contains(outcome.entry());
    assertThat(await(t.store.history("talk", 0, 10))).containsExactly(message);
    assertThat(await(t.store.known(message.id())).orElseThrow().hash())
        .isEqualTo(letter.write().hash());
  }

  @Test
  default void everythingSurvivesReopening() {
    Trial t = trial().with("alice", "bob");
    t.send(3, "alice", "bob");
    List<Entry> before = t.feed();
    String epoch = t.store.info().epoch();
    t.reopen();
    assertThat(t.feed()).isEqualTo(before);
    assertThat(t.store.info().epoch()).isEqualTo(epoch);
    assertThat(t.send(Letter.from("bob", "alice")).seq()).isEqualTo(4);
    assertThat(await(t.store.lastPosition())).isEqualTo(before.size() + 1);
  }

  @Test
  default void anEmptyStoreReadsEmpty() {
    Trial t = trial();
    assertThat(t.feed()).isEmpty();
    assertThat(await(t.store.lastPosition())).isZero();
    assertThat(await(t.store.history("nobody", 0, 10))).isEmpty();
    assertThat(await(t.store.session("nobody"))).isEmpty();
    assertThat(await(t.store.message("no-uuid"))).isEmpty();
    assertThat(await(t.store.receipts(Letter.from("alice").id()))).isEmpty();
    assertThat(await(t.store.exchange(Letter.from("alice").id(), 0, 500))).isEmpty();
    assertThat(await(t.store.append(List.of())).outcomes()).isEmpty();
    assertThat(await(t.store.delete("nobody"))).isZero();
  }

  @Test
  default void appendingAnIdAgainGivesBackTheFirst() {
    Trial t = trial().with("alice", "bob");
    Letter letter = Letter.from("alice", "bob");
    Entry first = t.append(letter.write()).entry();
    t.reopen();
    t.clock.move(java.time.Duration.ofDays(400));
    Outcome again = t.append(letter.write());
    assertThat(again.known()).isTrue();
    assertThat(again.entry()).isEqualTo(first);
    assertThat(await(t.store.history("talk", 0, 10))).hasSize(1);
  }

  @Test
  default void anIdTwiceInOneBatchIsAppendedOnce() {
    Trial t = trial().with("alice", "bob");
    Write write = Letter.from("alice", "bob").write();
    Appended appended = t.batch(write, write);
    assertThat(appended.outcomes()).extracting(Outcome::known).containsExactly(false, true);
    assertThat(appended.outcomes().get(1).entry()).isEqualTo(appended.outcomes().get(0).entry());
    assertThat(appended.entries()).hasSize(1);
    assertThat(t.inbox("bob")).hasSize(1);
  }

  @Test
  default void anIdWithOtherContentOrSenderIsAConflict() {
    Trial t = trial().with("alice", "bob");
    String id = t.send(Letter.from("alice", "bob")).id();
    assertThat(t.refused(Letter.from("alice", "bob").id(id).body("other").write()))
        .isEqualTo(ErrorCode.CONFLICT);
    assertThat(t.refused(Letter.from("bob", "bob").id(id).write())).isEqualTo(ErrorCode.CONFLICT);
    Write twice = Letter.from("alice", "bob").write();
    Write other = Letter.from("alice", "bob").id(twice.entry().message().id()).body("x").write();
    assertThat(t.batch(twice, other).outcomes().get(1).refused().code())
        .isEqualTo(ErrorCode.CONFLICT);
  }

  @Test
  default void anIdIsKnownBeforeAnyPreconditionIsLookedAt() {
    Trial t = trial().with("alice", "bob");
    Letter opening = Letter.from("alice", "bob").in("fresh").opens("Topic");
    Entry first = t.append(opening.write()).entry();
    t.append(Trial.event(EntryType.CLOSED, "fresh", "alice"));
    t.append(t.revocation("alice"));
    Outcome again = t.append(opening.write());
    assertThat(again.known()).isTrue();
    assertThat(again.entry()).isEqualTo(first);
  }

  @Test
  default void aWriteRefusedForItselfLeavesTheOthersAlone() {
    Trial t = trial().with("alice", "bob");
    Write good = Letter.from("alice", "bob").write();
    Write bad = Letter.from("alice", "bob", "nobody").write();
    Appended appended = t.batch(bad, good, bad);
    assertThat(appended.outcomes().get(0).refused().code()).isEqualTo(ErrorCode.NOT_FOUND);
    assertThat(appended.outcomes().get(1).entry().message().seq()).isEqualTo(1);
    assertThat(appended.entries()).hasSize(1);
    assertThat(t.inbox("bob")).hasSize(1);
    assertThat(await(t.store.known(bad.entry().message().id()))).isEmpty();
  }

  @Test
  default void manyAppendsAtOnceLeaveNoGaps() {
    Trial t = trial().with("alice", "bob", "carol");
    List<Future<Appended>> all = new ArrayList<>();
    IntStream.range(0, 8)
        .mapToObj(n -> new Thread(() -> appendSome(t, n % 2 == 0 ? "alice" : "bob", all)))
        .peek(Thread::start)
        .toList()
        .forEach(AppendContract::join);
    all.forEach(Trial::await);
    List<Message> history = await(t.store.history("talk", 0, 10_000));
    assertThat(history).extracting(Message::seq).isEqualTo(range(400));
    List<Entry> feed = t.feed();
    assertThat(feed).extracting(Entry::position).isEqualTo(range(404));
    assertThat(feed.stream().map(Entry::message).filter(m -> m != null)).isEqualTo(history);
  }

  private static void appendSome(Trial t, String from, List<Future<Appended>> all) {
    for (int i = 0; i < 25; i++) {
      Write one = Letter.from(from, "carol").write();
      Write two = Letter.from(from, "carol").write();
      Future<Appended> future = t.store.append(List.of(one, two));
      synchronized (all) {
        all.add(future);
      }
    }
  }

  private static List<Long> range(int last) {
    return LongStream.rangeClosed(1, last).boxed().toList();
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  default void oddTextsSurviveUnchanged() {
    Trial t = trial().with("alice", "bob");
    String odd = "NUL \0, lines\r\n\n, \u2028, tab\t, emoji 🦊👩‍🚀, quote \" \\ ', ünïcödé \uffff";
    Message small = t.send(Letter.from("alice", "bob").subject("🦊 \" ' \\").body(odd));
    Message large = t.send(Letter.from("alice", "bob").body("é".repeat(128 * 1024)));
    t.reopen();
    assertThat(await(t.store.message(small.id())).orElseThrow().message().body()).isEqualTo(odd);
    assertThat(await(t.store.history("talk", 0, 10))).containsExactly(small, large);
  }

  @Test
  default void everyAllowedNameSurvives() {
    Trial t = trial();
    String longest = "a" + "b-._".repeat(15) + "123";
    t.with(longest, "0", "a.b_c-d");
    String session = "s" + "e-._".repeat(15) + "xyz";
    Message m = t.send(Letter.from(longest, "0", "a.b_c-d").in(session).opens("ç 🦊 %_'\""));
    t.reopen();
    assertThat(await(t.store.session(session)).orElseThrow().topic()).isEqualTo("ç 🦊 %_'\"");
    assertThat(await(t.store.history(session, 0, 9))).containsExactly(m);
    assertThat(t.state(m, "0")).isEqualTo(ReceiptState.RECORDED);
  }

  @Test
  default void cardsTellNamesAndRolesAsTheyWere() {
    Trial t = trial().with("alice", "bob");
    Entry before = t.append(Letter.from("alice", "bob", "operator").write()).entry();
    Write renamed = card("alice");
    t.append(
        Write.event(
            Entry.agent(dev.multichat.core.Agent.of("alice", "New", "Lead", ""), "alice"), false));
    Entry after = t.append(Letter.from("alice", "bob").write()).entry();
    assertThat(renamed.entry().card().name()).isEqualTo("The alice");
    assertThat(before.cards())
        .containsExactly(
            new Card("alice", "The alice", "Tester"),
            new Card("bob", "The bob", "Tester"),
            new Card("operator", "Operator", ""));
    assertThat(after.cards().get(0)).isEqualTo(new Card("alice", "New", "Lead"));
    assertThat(await(t.store.message(before.message().id()))).contains(before);
  }
}
