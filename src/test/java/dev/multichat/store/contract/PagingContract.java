package dev.multichat.store.contract;

import static dev.multichat.store.contract.Trial.about;
import static dev.multichat.store.contract.Trial.await;
import static dev.multichat.store.contract.Trial.card;
import static dev.multichat.store.contract.Trial.event;
import static dev.multichat.store.contract.Trial.opening;
import static dev.multichat.store.contract.Trial.refusal;
import static java.util.Comparator.reverseOrder;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.core.Agent;
import dev.multichat.core.DeadLetter;
import dev.multichat.core.Entry;
import dev.multichat.core.EntryType;
import dev.multichat.core.ErrorCode;
import dev.multichat.core.Message;
import dev.multichat.core.Page;
import dev.multichat.core.PageQuery;
import dev.multichat.core.Session;
import dev.multichat.core.SessionQuery;
import dev.multichat.core.SessionState;
import dev.multichat.store.Appended;
import dev.multichat.store.SessionStore;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Lists by page, the feed, and the files of notices. */
public interface PagingContract extends Promises {

  private static <T> List<T> all(Function<String, Future<Page<T>>> query) {
    List<T> all = new ArrayList<>();
    String cursor = null;
    do {
      Page<T> page = await(query.apply(cursor));
      all.addAll(page.items());
      cursor = page.next();
    } while (cursor != null);
    return all;
  }

  private List<String> sessions(String participant, SessionState state, String text) {
    return all(c -> trial().store.sessions(new SessionQuery(participant, state, text, 2, c)))
        .stream()
        .map(Session::id)
        .toList();
  }

  @Test
  default void sessionsComeNewestActivityFirst() {
    Trial t = trial().with("alice", "bob");
    for (String id : List.of("a", "b", "c", "d", "e")) {
      t.clock.move(Duration.ofSeconds(id.equals("c") ? 0 : 1));
      t.append(opening(id, false, id.equals("d") ? "bob" : "alice"));
    }
    t.clock.move(Duration.ofSeconds(1));
    t.send(Letter.from("alice", "bob").in("a"));
    t.append(event(EntryType.CLOSED, "b", "alice"));
    assertThat(sessions(null, null, null)).containsExactly("b", "a", "e", "d", "c", "talk");
    assertThat(sessions("bob", null, null)).containsExactly("a", "d", "talk");
    assertThat(sessions(null, SessionState.CLOSED, null)).containsExactly("b");
    assertThat(sessions("alice", SessionState.ACTIVE, "ABOUT"))
        .containsExactly("a", "e", "c", "talk");
    assertThat(sessions(null, null, "%")).isEmpty();
    t.append(event(EntryType.LEFT, "a", "bob"));
    assertThat(sessions("bob", null, null)).containsExactly("d", "talk");
  }

  @Test
  default void aTextIsFoundInAnyCase() {
    Trial t = trial().with("alice", "bob");
    t.send(Letter.from("alice", "bob").in("x1").opens("ÜBER \"100%\" Ärger"));
    assertThat(sessions(null, null, "über")).containsExactly("x1");
    assertThat(sessions(null, null, "100%")).containsExactly("x1");
    assertThat(sessions(null, null, "X1")).containsExactly("x1");
  }

  @Test
  default void agentsComeById() {
    Trial t = trial();
    List<String> ids = List.of("0", "a", "a.b", "b", "zed");
    ids.forEach(id -> t.append(card(id)));
    t.append(t.revocation("b"));
    List<Agent> agents = all(c -> t.store.agents(new PageQuery(2, c)));
    assertThat(agents).extracting(Agent::id).isEqualTo(ids);
    assertThat(agents.get(3).revokedAt()).isEqualTo(t.clock.now());
    assertThat(await(t.store.agents(new PageQuery(5, null))).next()).isNull();
  }

  @Test
  default void theDeadComeOldestFirst() {
    Trial t = trial().with("alice", "bob", "carol");
    Message two = t.send(Letter.from("alice", "bob", "carol").subject("two"));
    Message one = t.send(Letter.from("alice", "bob").subject("one"));
    t.append(about(EntryType.DEAD, one, "bob"));
    t.clock.move(Duration.ofSeconds(1));
    t.append(about(EntryType.DEAD, two, "carol"));
    t.append(about(EntryType.DEAD, two, "bob"));
    List<DeadLetter> dead = all(c -> t.store.dead(new PageQuery(1, c)));
    assertThat(dead)
        .extracting(d -> d.subject() + " " + d.agent())
        .containsExactly("one bob", "two bob", "two carol");
  }

  @Test
  default void aCursorOfAnotherEpochOrOfNothingIsRefused() {
    Trial t = trial();
    List.of("a", "b", "c").forEach(id -> t.append(card(id)));
    String cursor = await(t.store.agents(new PageQuery(1, null))).next();
    String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
    String other = text.replace(t.store.info().epoch(), "another");
    assertThat(other).isNotEqualTo(text);
    String foreign = Base64.getUrlEncoder().encodeToString(other.getBytes(StandardCharsets.UTF_8));
    assertThat(refusal(t.store.agents(new PageQuery(1, foreign)))).isEqualTo(ErrorCode.CONFLICT);
    for (String garbage : List.of("", "garbage!", "Z2FyYmFnZQ", cursor + "x")) {
      assertThat(refusal(t.store.agents(new PageQuery(1, garbage)))).isEqualTo(ErrorCode.INVALID);
    }
    assertThat(refusal(t.store.dead(new PageQuery(1, cursor)))).isEqualTo(ErrorCode.INVALID);
  }

  @Test
  default void historyComesBySeq() {
    Trial t = trial().with("alice", "bob");
    List<Message> sent = t.send(5, "alice", "bob");
    assertThat(await(t.store.history("talk", 2, 2))).isEqualTo(sent.subList(2, 4));
    assertThat(await(t.store.history("talk", 5, 2))).isEmpty();
  }

  @Test
  default void aPageIsCutWhereItsTextBecomesLong() {
    Trial t = trial().with("alice", "bob");
    String body = "\u00e9".repeat(400_000);
    List<Message> sent =
        IntStream.range(0, 12)
            .mapToObj(i -> t.send(Letter.from("alice", "bob").request().body(body)))
            .toList();
    long before = await(t.store.message(sent.get(0).id())).orElseThrow().position() - 1;
    assertThat(await(t.store.history("talk", 0, 500))).isEqualTo(sent.subList(0, 5));
    assertThat(await(t.store.history("talk", 5, 500))).isEqualTo(sent.subList(5, 10));
    assertThat(await(t.store.history("talk", 10, 500))).isEqualTo(sent.subList(10, 12));
    assertThat(ids(await(t.store.feed(before, 500)))).isEqualTo(sent(sent, 0, 5));
    assertThat(ids(await(t.store.inbox("bob", before + 5, 500)))).isEqualTo(sent(sent, 5, 10));
    assertThat(ids(await(t.store.inbox("bob", before + 5, 2)))).isEqualTo(sent(sent, 5, 7));
    assertThat(ids(await(t.store.openers("talk", before + 5, 9))))
        .containsExactlyElementsOf(sent(sent, 0, 4).stream().sorted(reverseOrder()).toList());
    assertThat(await(t.store.openers("talk", Long.MAX_VALUE, 500))).hasSize(5);
  }

  @Test
  default void aPageHasOneEntryHoweverLong() {
    Trial t = trial().with("alice", "bob");
    Message first = t.send(Letter.from("alice", "bob").body("x".repeat(5_000_000)));
    t.send(Letter.from("alice", "bob"));
    assertThat(await(t.store.history("talk", 0, 500))).containsExactly(first);
    assertThat(ids(await(t.store.inbox("bob", 0, 500)))).containsExactly(first.id());
  }

  private static List<String> sent(List<Message> messages, int from, int to) {
    return messages.subList(from, to).stream().map(Message::id).toList();
  }

  @Test
  default void aReaderOfTheFeedSkipsNothingWhileOthersAppend() {
    Trial t = trial().with("alice", "bob");
    SessionStore reader = t.reader();
    List<Future<Appended>> writes = new ArrayList<>();
    List<Entry> seen = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      writes.add(t.store.append(List.of(Letter.from("alice", "bob").write())));
      long after = seen.isEmpty() ? 0 : seen.get(seen.size() - 1).position();
      seen.addAll(await(reader.feed(after, 7)));
    }
    writes.forEach(Trial::await);
    List<Entry> rest = await(reader.feed(seen.get(seen.size() - 1).position(), 500));
    seen.addAll(rest);
    assertThat(seen).isEqualTo(t.feed()).hasSize(203);
    assertThat(seen).extracting(Entry::position).isSorted().doesNotHaveDuplicates();
  }

  @Test
  default void aNoticeThatWasRepliedToIsAnOpenerToo() {
    Trial t = trial().with("alice", "bob");
    Message first = t.send(Letter.from("alice", "bob"));
    Message second = t.send(Letter.from("alice", "bob"));
    t.send(Letter.from("alice", "bob"));
    t.send(Letter.from("bob", "alice").answers(second));
    assertThat(ids(await(t.store.openers("talk", Long.MAX_VALUE, 10))))
        .containsExactly(second.id(), first.id());
    assertThat(ids(await(t.store.openers("another", Long.MAX_VALUE, 10)))).isEmpty();
  }

  @Test
  default void openersComeNewestFirstWithOneForEachFileOfNotices() {
    Trial t = trial().with("alice", "bob");
    Message notice = t.send(Letter.from("alice", "bob"));
    Message request = t.send(Letter.from("alice", "bob").request());
    t.send(Letter.from("bob", "alice").answers(request));
    t.send(Letter.from("alice", "bob"));
    Message other = t.send(Letter.from("bob", "alice").in("other").opens("Other"));
    assertThat(ids(await(t.store.openers(null, Long.MAX_VALUE, 10))))
        .containsExactly(other.id(), request.id(), notice.id());
    List<Entry> first = await(t.store.openers("talk", Long.MAX_VALUE, 1));
    assertThat(ids(first)).containsExactly(request.id());
    assertThat(ids(await(t.store.openers("talk", first.get(0).position(), 10))))
        .containsExactly(notice.id());
  }

  @Test
  default void noticesOfADayShareAFileOfAtMost200() {
    Trial t = trial().with("alice", "bob");
    List<Message> sent = new ArrayList<>(t.send(150, "alice", "bob"));
    Message request = t.send(Letter.from("alice", "bob").request());
    t.reopen();
    sent.addAll(t.send(100, "bob", "alice"));
    Message next = t.send(Letter.from("alice", "bob").createdAt(t.clock.now().plusSeconds(86400)));
    List<Entry> first = await(t.store.notices(sent.get(77).id(), 0, 500));
    assertThat(ids(first)).isEqualTo(sent.subList(0, 200).stream().map(Message::id).toList());
    assertThat(first.get(77).exchanges()).containsExactly(sent.get(77).id(), sent.get(0).id());
    assertThat(ids(await(t.store.notices(sent.get(200).id(), 0, 500)))).hasSize(50);
    assertThat(ids(await(t.store.notices(next.id(), 0, 500)))).containsExactly(next.id());
    assertThat(await(t.store.notices(request.id(), 0, 500))).isEmpty();
  }

  private static List<String> ids(List<Entry> entries) {
    return entries.stream().map(e -> e.message().id()).toList();
  }

  @Test
  default void anExchangeAndAFileOfNoticesAreReadByPage() {
    Trial t = trial().with("alice", "bob");
    List<Message> notices = t.send(3, "alice", "bob");
    Message request = t.send(Letter.from("alice", "bob").request());
    t.send(Letter.from("bob", "alice").answers(request));
    List<Entry> opener = await(t.store.exchange(request.id(), 0, 1));
    assertThat(ids(opener)).containsExactly(request.id());
    assertThat(await(t.store.exchange(request.id(), opener.get(0).position(), 9))).hasSize(1);
    List<Entry> two = await(t.store.notices(notices.get(2).id(), 0, 2));
    assertThat(ids(two)).containsExactly(notices.get(0).id(), notices.get(1).id());
    assertThat(ids(await(t.store.notices(notices.get(0).id(), two.get(1).position(), 2))))
        .containsExactly(notices.get(2).id());
  }
}
