package dev.multichat.store.contract;

import static dev.multichat.store.contract.Trial.await;
import static dev.multichat.store.contract.Trial.card;
import static dev.multichat.store.contract.Trial.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.core.Access;
import dev.multichat.core.Entry;
import dev.multichat.core.ErrorCode;
import dev.multichat.core.Message;
import dev.multichat.core.Page;
import dev.multichat.core.PageQuery;
import dev.multichat.core.Receipt;
import dev.multichat.core.ReceiptState;
import dev.multichat.store.Credential;
import dev.multichat.store.Kept;
import dev.multichat.store.Known;
import dev.multichat.store.Outcome;
import dev.multichat.store.Write;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What another store had, taken over; and what is asked of a store when it is moved. */
public interface RestoringContract extends Promises {

  private static void copy(Trial from, Trial to) {
    List<Write> batch = new ArrayList<>();
    for (Entry entry : from.feed()) {
      batch.add(restored(from, entry));
    }
    to.batch(batch.toArray(Write[]::new))
        .outcomes()
        .forEach(outcome -> assertThat(outcome.refused()).isNull());
  }

  private static Write restored(Trial from, Entry entry) {
    Message message = entry.message();
    if (message == null) {
      return Write.restored(entry, null, List.of());
    }
    Known known = await(from.store.known(message.id())).orElseThrow();
    Receipt receipt = await(from.store.receipts(message.id())).orElseThrow();
    return Write.restored(entry, known.hash(), receipt.recipients());
  }

  private static void sameIn(Trial one, Trial other, Function<Trial, Object> what) {
    assertThat(what.apply(other)).isEqualTo(what.apply(one));
  }

  private static void listsAreTheSame(Trial t, Trial other) {
    for (String session : List.of("talk", "over", "notes")) {
      sameIn(t, other, s -> await(s.store.session(session)));
      sameIn(t, other, s -> await(s.store.history(session, 0, 500)));
      sameIn(t, other, s -> unplaced(await(s.store.openers(session, Long.MAX_VALUE, 500))));
    }
    for (String agent : List.of("alice", "bob", "carol", "dave")) {
      sameIn(t, other, s -> await(s.store.agent(agent)));
      sameIn(t, other, s -> s.inbox(agent));
      sameIn(t, other, s -> await(s.store.agenda(agent)));
    }
  }

  private static void messagesAreTheSame(Trial t, Trial other) {
    for (Entry entry : t.feed()) {
      if (entry.message() != null) {
        String id = entry.message().id();
        sameIn(t, other, s -> await(s.store.receipts(id)).orElseThrow().recipients());
        sameIn(t, other, s -> await(s.store.known(id)).orElseThrow().hash());
        sameIn(t, other, s -> unplaced(await(s.store.exchange(id, 0, 500))));
        sameIn(t, other, s -> unplaced(await(s.store.notices(id, 0, 500))));
      }
    }
  }

  private static List<Entry> unplaced(List<Entry> entries) {
    return entries.stream().map(e -> e.appended(0, e.at(), e.exchanges())).toList();
  }

  @Test
  default void whatIsRestoredReadsAsItWas() {
    Trial t = trial();
    Everything.fill(t);
    t.append(card("zoe"));
    try (Trial other = t.elsewhere()) {
      // Another start of positions, so that none can be taken over by chance.
      other.append(card("zoe"));
      other.clock.move(Duration.ofDays(9));
      copy(t, other);
      other.reopen();
      sameIn(t, other, s -> unplaced(s.feed().stream().skip(s == t ? 0 : 1).toList()));
      listsAreTheSame(t, other);
      messagesAreTheSame(t, other);
      sameIn(t, other, s -> await(s.store.dead(new PageQuery(500, null))).items());
      sameIn(
          t,
          other,
          s -> await(s.store.deadlines(500)).stream().map(d -> d.at() + d.message()).toList());
      assertThat(await(other.store.inspect())).isEmpty();
    }
  }

  @Test
  default void aRestoredConversationGoesOn() {
    Trial t = trial().with("alice", "bob");
    Message request = t.send(Letter.from("alice", "bob").request());
    try (Trial other = t.elsewhere()) {
      copy(t, other);
      Message reply = other.send(Letter.from("bob", "alice").answers(request));
      assertThat(reply.seq()).isEqualTo(2);
      assertThat(reply.exchange()).isEqualTo(request.id());
      assertThat(other.awaiting("bob")).isEmpty();
      assertThat(other.state(request, "bob")).isEqualTo(ReceiptState.REPLIED);
      assertThat(other.append(restored(t, t.feed().get(3))).known()).isTrue();
    }
  }

  @Test
  default void whatDoesNotFitIsNotRestored() {
    Trial t = trial().with("alice", "bob");
    Message first = t.send(Letter.from("alice", "bob").request());
    t.send(Letter.from("bob", "alice").answers(first));
    List<Entry> feed = t.feed();
    Entry opened = feed.get(2);
    Entry request = feed.get(3);
    Entry reply = feed.get(4);
    try (Trial other = t.elsewhere()) {
      assertThat(other.refused(restored(t, request))).isEqualTo(ErrorCode.NOT_FOUND);
      other.append(restored(t, opened));
      assertThat(other.refused(restored(t, opened))).isEqualTo(ErrorCode.CONFLICT);
      assertThat(other.refused(restored(t, reply))).isEqualTo(ErrorCode.NOT_FOUND);
      assertThat(other.refused(Write.restored(request, "aa", List.of())))
          .isEqualTo(ErrorCode.INVALID);
      other.append(restored(t, request));
      Write changed = Write.restored(request, "aa", List.of());
      assertThat(other.refused(changed)).isEqualTo(ErrorCode.CONFLICT);
      Message third = reply.message().appended(first.id(), 3, reply.at());
      Entry jumping = reply.with(third, reply.cards());
      List<Receipt.Recipient> recipients =
          await(t.store.receipts(third.id())).orElseThrow().recipients();
      assertThat(other.refused(Write.restored(jumping, "aa", recipients)))
          .isEqualTo(ErrorCode.CONFLICT);
      assertThat(other.feed()).hasSize(2);
    }
  }

  @Test
  default void whatWasForgottenElsewhereIsForgottenHere() {
    Trial t = trial().with("alice", "bob");
    List<Message> gone = t.send(3, "alice", "bob");
    await(t.store.delete("talk"));
    Page<Known> page = await(t.store.forgotten(new PageQuery(2, null)));
    List<Known> forgotten = new ArrayList<>(page.items());
    forgotten.addAll(await(t.store.forgotten(new PageQuery(2, page.next()))).items());
    assertThat(forgotten)
        .extracting(Known::id)
        .containsExactlyElementsOf(gone.stream().map(Message::id).sorted().toList());
    try (Trial other = t.elsewhere()) {
      other.with("alice", "bob");
      Message here = other.send(Letter.from("alice", "bob"));
      for (Known known : forgotten) {
        assertThat(other.append(Write.forgotten(known))).isEqualTo(Outcome.DONE);
        assertThat(other.append(Write.forgotten(known))).isEqualTo(Outcome.DONE);
      }
      other.append(Write.forgotten(new Known(here.id(), "eve", "aa", 7)));
      other.reopen();
      assertThat(other.refused(Letter.from("alice", "bob").id(gone.get(0).id()).write()))
          .isEqualTo(ErrorCode.CONFLICT);
      assertThat(await(other.store.known(gone.get(0).id())).orElseThrow().hash())
          .isEqualTo(forgotten.get(0).hash());
      assertThat(await(other.store.forgotten(new PageQuery(500, null))).items()).hasSize(3);
    }
  }

  @Test
  default void aNewEpochRefusesTheCursorsOfBefore() {
    Trial t = trial().with("alice", "bob", "carol");
    String before = t.store.info().epoch();
    String cursor = await(t.store.agents(new PageQuery(1, null))).next();
    await(t.store.newEpoch());
    t.reopen();
    assertThat(t.store.info().epoch()).isNotEqualTo(before);
    assertThat(refusal(t.store.agents(new PageQuery(1, cursor)))).isEqualTo(ErrorCode.CONFLICT);
    assertThat(t.refused(Write.position("devlog", before, 1))).isEqualTo(ErrorCode.CONFLICT);
  }

  @Test
  default void credentialsAreListedByPage() {
    Trial t = trial().with("alice", "bob");
    Credential one = new Credential("22", "alice", Access.AGENT, t.clock.now());
    Credential two = new Credential("33", "alice", Access.READER, t.clock.now());
    Credential three = new Credential("11", "bob", Access.OPERATOR, t.clock.now());
    await(t.store.saveCredentials("bob", List.of(three)));
    await(t.store.saveCredentials("alice", List.of(two, one)));
    Page<Credential> first = await(t.store.credentials(new PageQuery(2, null)));
    assertThat(first.items()).containsExactly(one, two);
    Page<Credential> second = await(t.store.credentials(new PageQuery(2, first.next())));
    assertThat(second.items()).containsExactly(three);
    assertThat(second.next()).isNull();
  }

  @Test
  default void aSoundStoreHasNothingToFind() {
    Trial t = trial();
    Everything.fill(t);
    await(t.store.delete("over"));
    assertThat(await(t.store.inspect())).isEmpty();
  }

  @Test
  default void whatIsKeptOfMessagesIsReadTogether() {
    Trial t = trial();
    Everything.fill(t);
    List<String> ids =
        t.feed().stream().filter(e -> e.message() != null).map(e -> e.message().id()).toList();
    await(t.store.delete("over"));
    List<String> asked = new ArrayList<>(ids);
    asked.add("00000000-0000-7000-8000-000000000000");
    Map<String, Kept> kept = await(t.store.kept(asked));
    assertThat(kept).hasSize(ids.size() - 1);
    for (String id : kept.keySet()) {
      assertThat(kept.get(id).known()).isEqualTo(await(t.store.known(id)).orElseThrow());
      assertThat(kept.get(id).recipients())
          .isEqualTo(await(t.store.receipts(id)).orElseThrow().recipients());
    }
    assertThat(await(t.store.kept(List.of()))).isEmpty();
  }
}
