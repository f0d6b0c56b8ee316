package dev.multichat.store.contract;

import static dev.multichat.store.contract.Trial.await;
import static dev.multichat.store.contract.Trial.opening;
import static dev.multichat.store.contract.Trial.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.core.Access;
import dev.multichat.core.Entry;
import dev.multichat.core.ErrorCode;
import dev.multichat.core.Message;
import dev.multichat.core.NextStep;
import dev.multichat.core.Opening;
import dev.multichat.core.PageQuery;
import dev.multichat.core.SessionQuery;
import dev.multichat.store.Credential;
import dev.multichat.store.Lease;
import dev.multichat.store.Outcome;
import dev.multichat.store.SessionStore;
import dev.multichat.store.Write;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Leases, positions, credentials, deletion, and the end. */
public interface KeepingContract extends Promises {

  @Test
  default void aLeaseIsHeldByOneAtATime() {
    Trial t = trial();
    Instant until = t.clock.now().plusSeconds(10);
    Lease first = await(t.store.lease("devlog", "node-1", until));
    assertThat(first).isEqualTo(new Lease("devlog", "node-1", first.epoch(), until));
    assertThat(await(t.store.lease("devlog", "node-2", until.plusSeconds(9)))).isEqualTo(first);
    Lease renewed = await(t.store.lease("devlog", "node-1", until.plusSeconds(5)));
    assertThat(renewed.epoch()).isEqualTo(first.epoch());
    assertThat(renewed.until()).isEqualTo(until.plusSeconds(5));
    assertThat(await(t.store.lease("other", "node-2", until)).holder()).isEqualTo("node-2");
    t.clock.move(java.time.Duration.ofSeconds(20));
    Lease taken = await(t.store.lease("devlog", "node-2", t.clock.now().plusSeconds(1)));
    assertThat(taken.holder()).isEqualTo("node-2");
    assertThat(taken.epoch()).isGreaterThan(first.epoch());
  }

  @Test
  default void aReleasedLeaseIsFreeForTheNext() {
    Trial t = trial();
    Instant until = t.clock.now().plusSeconds(10);
    Lease first = await(t.store.lease("devlog", "node-1", until));
    await(t.store.release("devlog", "node-2"));
    assertThat(await(t.store.lease("devlog", "node-2", until))).isEqualTo(first);
    await(t.store.release("devlog", "node-1"));
    t.reopen();
    Lease next = await(t.store.lease("devlog", "node-2", until));
    assertThat(next.holder()).isEqualTo("node-2");
    assertThat(next.epoch()).isGreaterThan(first.epoch());
  }

  @Test
  default void aProjectionsPositionIsKeptForItsEpoch() {
    Trial t = trial();
    String epoch = t.store.info().epoch();
    assertThat(await(t.store.position("devlog"))).isZero();
    assertThat(t.append(Write.position("devlog", epoch, 42))).isEqualTo(Outcome.DONE);
    assertThat(t.refused(Write.position("devlog", "another", 43))).isEqualTo(ErrorCode.CONFLICT);
    t.reopen();
    assertThat(await(t.store.position("devlog"))).isEqualTo(42);
    t.append(Write.position("devlog", epoch, 7));
    assertThat(await(t.store.position("devlog"))).isEqualTo(7);
  }

  @Test
  default void credentialsAreReplacedAltogether() {
    Trial t = trial().with("alice", "bob");
    Instant at = t.clock.now();
    Credential one = new Credential("11", "alice", Access.AGENT, at);
    Credential two = new Credential("22", "alice", Access.OPERATOR, at);
    await(t.store.saveCredentials("alice", List.of(one, two)));
    t.reopen();
    assertThat(await(t.store.credential("11"))).contains(one);
    assertThat(await(t.store.credential("22"))).contains(two);
    Credential stolen = new Credential("22", "bob", Access.AGENT, at);
    assertThat(refusal(t.store.saveCredentials("bob", List.of(stolen))))
        .isEqualTo(ErrorCode.CONFLICT);
    await(t.store.saveCredentials("alice", List.of(two)));
    assertThat(await(t.store.credential("11"))).isEmpty();
    await(t.store.saveCredentials("alice", List.of()));
    assertThat(await(t.store.credential("22"))).isEmpty();
  }

  @Test
  default void deletingASessionKeepsOnlyItsIds() {
    Trial t = trial().with("alice", "bob");
    t.append(opening("kept", false, "alice", "bob"));
    Message kept = t.send(Letter.from("alice", "bob").in("kept"));
    Letter letter =
        Letter.from("alice", "bob")
            .request()
            .replyBy(t.clock.now())
            .steps(new NextStep("bob", "do it", false));
    Message gone = t.send(letter);
    assertThat(await(t.store.delete("talk"))).isEqualTo(1);
    assertThat(await(t.store.delete("talk"))).isZero();

    assertThat(await(t.store.session("talk"))).isEmpty();
    assertThat(await(t.store.history("talk", 0, 10))).isEmpty();
    assertThat(await(t.store.message(gone.id()))).isEmpty();
    assertThat(await(t.store.exchange(gone.id(), 0, 500))).isEmpty();
    assertThat(await(t.store.receipts(gone.id()))).isEmpty();
    assertThat(t.inbox("bob")).containsExactly(kept.id());
    assertThat(await(t.store.agenda("bob")).steps()).isEmpty();
    assertThat(t.awaiting("bob")).isEmpty();
    assertThat(await(t.store.deadlines(10))).isEmpty();
    assertThat(t.feed()).extracting(Entry::session).doesNotContain("talk");
  }

  @Test
  default void neitherIdNorPositionOfADeletedMessageIsUsedAgain() {
    Trial t = trial().with("alice", "bob");
    Letter letter = Letter.from("alice", "bob");
    Message gone = t.send(letter);
    long last = await(t.store.lastPosition());
    await(t.store.delete("talk"));
    assertThat(await(t.store.known(gone.id())).orElseThrow().from()).isEqualTo("alice");
    assertThat(t.refused(letter.write())).isEqualTo(ErrorCode.CONFLICT);
    t.reopen();
    Entry next = t.append(Letter.from("alice", "bob").in("talk").opens("Again").write()).entry();
    assertThat(next.position()).isGreaterThan(last);
    assertThat(next.message().seq()).isEqualTo(1);
  }

  @Test
  default void aReaderReadsBesideTheWriterAndWritesNothing() {
    Trial t = trial().with("alice", "bob");
    SessionStore reader = t.reader();
    Message m = t.send(Letter.from("alice", "bob"));
    assertThat(await(reader.history("talk", 0, 10))).containsExactly(m);
    assertThat(reader.info().epoch()).isEqualTo(t.store.info().epoch());
    assertThat(refusal(reader.append(List.of(Letter.from("alice", "bob").write()))))
        .isEqualTo(ErrorCode.FORBIDDEN);
    assertThat(refusal(reader.delete("talk"))).isEqualTo(ErrorCode.FORBIDDEN);
    assertThat(refusal(reader.lease("x", "y", t.clock.now()))).isEqualTo(ErrorCode.FORBIDDEN);
  }

  @Test
  default void closingFinishesWhatWasBegun() {
    Trial t = trial().with("alice", "bob");
    List<Future<?>> begun = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      begun.add(t.store.append(List.of(Letter.from("alice", "bob").write())));
    }
    Future<Void> closed = t.store.close();
    begun.forEach(Trial::await);
    await(closed);
    await(t.store.close());
    assertThat(refusal(t.store.append(List.of()))).isEqualTo(ErrorCode.UNAVAILABLE);
    assertThat(refusal(t.store.feed(0, 1))).isEqualTo(ErrorCode.UNAVAILABLE);
    assertThat(refusal(t.store.sessions(new SessionQuery(null, null, null, 1, null))))
        .isEqualTo(ErrorCode.UNAVAILABLE);
    assertThat(refusal(t.store.agents(new PageQuery(1, null)))).isEqualTo(ErrorCode.UNAVAILABLE);
    t.reopen();
    assertThat(await(t.store.history("talk", 0, 100))).hasSize(50);
  }

  @Test
  default void sessionsOfOneMomentAreListedToTheLast() {
    Trial t = trial().with("alice", "bob");
    List<Write> openings = new ArrayList<>();
    for (int i = 0; i < 2300; i++) {
      openings.add(opening("many-" + i, false, "alice", "bob"));
    }
    t.batch(openings.toArray(Write[]::new));
    Set<String> listed = new HashSet<>();
    String cursor = null;
    do {
      SessionQuery query = new SessionQuery(null, null, null, 500, cursor);
      var page = await(t.store.sessions(query));
      page.items().forEach(session -> assertThat(listed.add(session.id())).isTrue());
      cursor = page.next();
    } while (cursor != null);
    assertThat(listed).hasSize(2301);
  }

  @Test
  default void aTimeOfTheFarFutureSurvives() {
    Instant late = Instant.parse("9999-12-31T23:59:59.999Z");
    Trial t = trial().with("alice", "bob");
    Opening opening = new Opening("late", "Late", List.of("bob"), false);
    Entry entry = Entry.opened(opening, "late", "alice").appended(0, late, List.of());
    t.append(Write.restored(entry, null, List.of()));
    t.reopen();
    assertThat(await(t.store.session("late")).orElseThrow().lastActivityAt()).isEqualTo(late);
    assertThat(t.feed()).extracting(Entry::at).endsWith(late);
    SessionQuery all = new SessionQuery(null, null, null, 9, null);
    assertThat(await(t.store.sessions(all)).items()).hasSize(2);
  }
}
