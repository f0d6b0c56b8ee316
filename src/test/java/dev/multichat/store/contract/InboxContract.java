package dev.multichat.store.contract;

import static dev.multichat.core.ReceiptState.ACKNOWLEDGED;
import static dev.multichat.core.ReceiptState.DEAD;
import static dev.multichat.core.ReceiptState.DELIVERED;
import static dev.multichat.core.ReceiptState.EXPIRED;
import static dev.multichat.core.ReceiptState.RECORDED;
import static dev.multichat.core.ReceiptState.REPLIED;
import static dev.multichat.store.contract.Trial.about;
import static dev.multichat.store.contract.Trial.await;
import static dev.multichat.store.contract.Trial.mark;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.core.Entry;
import dev.multichat.core.EntryType;
import dev.multichat.core.ErrorCode;
import dev.multichat.core.Message;
import dev.multichat.core.PageQuery;
import dev.multichat.core.Receipt;
import dev.multichat.store.Appended;
import dev.multichat.store.Due;
import dev.multichat.store.Outcome;
import dev.multichat.store.Write;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is recorded for whom, and how far it came. */
public interface InboxContract extends Promises {

  @Test
  default void theInboxKeepsCommitOrderUntilAcknowledged() {
    Trial t = trial().with("alice", "bob", "carol");
    List<Message> sent = t.send(5, "alice", "bob");
    t.send(2, "alice", "carol");
    t.append(mark(sent.get(1), "bob", DELIVERED));
    t.append(mark(sent.get(2), "bob", ACKNOWLEDGED));
    t.reopen();
    List<String> left =
        List.of(sent.get(0).id(), sent.get(1).id(), sent.get(3).id(), sent.get(4).id());
    assertThat(t.inbox("bob")).isEqualTo(left);
    Entry second = await(t.store.inbox("bob", 0, 2)).get(1);
    List<Entry> rest = await(t.store.inbox("bob", second.position(), 50));
    assertThat(rest).extracting(e -> e.message().id()).isEqualTo(left.subList(2, 4));
    assertThat(t.inbox("alice")).isEmpty();
  }

  @Test
  default void receiptsNeverGoBack() {
    Trial t = trial().with("alice", "bob");
    Message m = t.send(Letter.from("alice", "bob"));
    Instant recorded = t.clock.now();
    assertThat(t.state(m, "bob")).isEqualTo(RECORDED);
    t.clock.move(Duration.ofSeconds(1));
    t.append(mark(m, "bob", ACKNOWLEDGED));
    Instant acknowledged = t.clock.now();
    t.clock.move(Duration.ofSeconds(1));
    assertThat(t.append(mark(m, "bob", DELIVERED))).isEqualTo(Outcome.DONE);
    assertThat(t.append(mark(m, "bob", ACKNOWLEDGED))).isEqualTo(Outcome.DONE);
    Receipt receipt = await(t.store.receipts(m.id())).orElseThrow();
    assertThat(receipt.recipients())
        .containsExactly(new Receipt.Recipient("bob", ACKNOWLEDGED, acknowledged));
    assertThat(receipt.recordedAt()).isEqualTo(recorded);
    t.send(Letter.from("bob", "alice").answers(m));
    t.append(mark(m, "bob", ACKNOWLEDGED));
    assertThat(t.state(m, "bob")).isEqualTo(REPLIED);
  }

  @Test
  default void aReceiptTellsOfEachRecipientInTheOrderNamed() {
    Trial t = trial().with("alice", "carol", "bob", "dave");
    Message m = t.send(Letter.from("alice", "dave", "bob", "carol"));
    t.append(mark(m, "bob", DELIVERED));
    assertThat(await(t.store.receipts(m.id())).orElseThrow().recipients())
        .extracting(r -> r.agent() + " " + r.state())
        .containsExactly("dave recorded", "bob delivered", "carol recorded");
  }

  @Test
  default void aReplyAcknowledgesWhatItAnswers() {
    Trial t = trial().with("alice", "bob", "carol");
    Message m = t.send(Letter.from("alice", "bob", "carol"));
    Message reply = t.send(Letter.from("bob", "alice").answers(m));
    assertThat(t.state(m, "bob")).isEqualTo(REPLIED);
    assertThat(t.state(m, "carol")).isEqualTo(RECORDED);
    assertThat(t.inbox("bob")).isEmpty();
    assertThat(t.inbox("alice")).containsExactly(reply.id());
  }

  @Test
  default void aMarkPresumesThatTheMessageWasSentToTheAgent() {
    Trial t = trial().with("alice", "bob");
    Message m = t.send(Letter.from("alice", "bob"));
    assertThat(t.refused(mark(m, "alice", ACKNOWLEDGED))).isEqualTo(ErrorCode.NOT_FOUND);
    assertThat(t.refused(Write.mark("no-uuid", "bob", ACKNOWLEDGED)))
        .isEqualTo(ErrorCode.NOT_FOUND);
    assertThat(t.refused(mark(m, "bob", RECORDED))).isEqualTo(ErrorCode.NOT_FOUND);
    Appended mixed =
        t.batch(mark(m, "alice", DELIVERED), mark(m, "bob", DELIVERED), mark(m, "bob", DELIVERED));
    assertThat(mixed.outcomes()).extracting(o -> o.refused() == null).contains(false, true, true);
    assertThat(t.state(m, "bob")).isEqualTo(DELIVERED);
  }

  @Test
  default void aMarkMayFollowItsMessageInOneBatch() {
    Trial t = trial().with("alice", "bob");
    Letter letter = Letter.from("alice", "bob");
    Write reply = Letter.from("bob", "alice").answers(letter.id()).write();
    Appended a = t.batch(letter.write(), Write.mark(letter.id(), "bob", DELIVERED), reply);
    assertThat(a.outcomes()).allMatch(o -> o.refused() == null);
    Message m = a.outcomes().get(0).entry().message();
    assertThat(t.state(m, "bob")).isEqualTo(REPLIED);
    assertThat(a.outcomes().get(2).entry().message().exchange()).isEqualTo(m.id());
  }

  @Test
  default void whatExpiresLeavesTheInboxOfThoseWhoDidNotTakeIt() {
    Trial t = trial().with("alice", "bob", "carol");
    Message m = t.send(Letter.from("alice", "bob", "carol").expiresAt(t.clock.now()));
    t.append(mark(m, "bob", ACKNOWLEDGED));
    t.happens(about(EntryType.EXPIRED, m, null));
    assertThat(t.state(m, "bob")).isEqualTo(ACKNOWLEDGED);
    assertThat(t.state(m, "carol")).isEqualTo(EXPIRED);
    assertThat(t.inbox("carol")).isEmpty();
    assertThat(t.append(about(EntryType.EXPIRED, m, null))).isEqualTo(Outcome.DONE);
    t.append(mark(m, "carol", ACKNOWLEDGED));
    assertThat(t.state(m, "carol")).isEqualTo(EXPIRED);
  }

  @Test
  default void theDeadAreListedAndMayBeRequeued() {
    Trial t = trial().with("alice", "bob", "carol");
    Message m = t.send(Letter.from("alice", "bob", "carol").subject("Lost"));
    Message other = t.send(Letter.from("alice", "bob"));
    t.happens(about(EntryType.DEAD, m, "bob"));
    assertThat(t.append(about(EntryType.DEAD, m, "bob"))).isEqualTo(Outcome.DONE);
    assertThat(t.state(m, "bob")).isEqualTo(DEAD);
    assertThat(t.inbox("bob")).containsExactly(other.id());
    assertThat(await(t.store.dead(new PageQuery(10, null))).items())
        .extracting(d -> d.message() + d.session() + d.agent() + d.subject() + d.at())
        .containsExactly(m.id() + "talkbobLost" + t.clock.now());
    t.append(mark(m, "bob", RECORDED));
    assertThat(t.state(m, "bob")).isEqualTo(RECORDED);
    assertThat(t.inbox("bob")).containsExactly(m.id(), other.id());
    assertThat(await(t.store.dead(new PageQuery(10, null))).items()).isEmpty();
  }

  @Test
  default void deadlinesComeSoonestFirstAndGoWhenTheyHappened() {
    Trial t = trial().with("alice", "bob");
    Instant soon = t.clock.now().plusSeconds(5);
    Instant late = soon.plusSeconds(5);
    Message m = t.send(Letter.from("alice", "bob").request().replyBy(late).expiresAt(soon));
    t.send(Letter.from("alice", "bob").replyBy(soon));
    Entry entry = await(t.store.message(m.id())).orElseThrow();
    Due expires = new Due(soon, EntryType.EXPIRED, m.id(), entry.position());
    Due overdue = new Due(late, EntryType.OVERDUE, m.id(), entry.position());
    assertThat(await(t.store.deadlines(10))).containsExactly(expires, overdue);
    assertThat(await(t.store.deadlines(1))).containsExactly(expires);
    t.happens(about(EntryType.EXPIRED, m, null));
    assertThat(await(t.store.deadlines(10))).containsExactly(overdue);
    assertThat(t.append(about(EntryType.OVERDUE, m, null))).isEqualTo(Outcome.DONE);
    assertThat(await(t.store.deadlines(10))).isEmpty();
  }
}
