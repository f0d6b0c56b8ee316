package dev.multichat.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.core.Audience;
import dev.multichat.core.Draft;
import dev.multichat.core.Entry;
import dev.multichat.core.Kind;
import dev.multichat.core.Message;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What one agent's queue keeps when store and feed tell the same in any order. */
class MailboxTest {
  private final Mailbox mailbox = new Mailbox("agent-3");

  private static Entry entry(long position) {
    Draft draft = Draft.of(Kind.INFORM, List.of("agent-3"), "", "Hello");
    String id = new UUID(0, position).toString();
    Message message = Message.accepted(draft, id, "talk", "agent-2", Instant.EPOCH);
    return Entry.of(message, Audience.LIST).appended(position, Instant.EPOCH, List.of());
  }

  private static String id(long position) {
    return new UUID(0, position).toString();
  }

  private void load(long... positions) {
    mailbox.loaded(LongStream.of(positions).mapToObj(MailboxTest::entry).toList());
  }

  /** Takes everything out, in order. */
  private List<Long> drained() {
    List<Long> positions = new ArrayList<>();
    while (!mailbox.lanes().isEmpty()) {
      Lane lane = mailbox.lanes().iterator().next();
      positions.add(lane.first().position());
      mailbox.advance(lane);
    }
    return positions;
  }

  @Test
  void whatTheStoreGaveIsNotQueuedAgainWhenItComesBy() {
    assertThat(mailbox.beginLoading()).isZero();
    load(1, 2);
    assertThat(mailbox.beginLoading()).isEqualTo(2);
    load();
    mailbox.offer(entry(2));
    mailbox.offer(entry(3));
    assertThat(drained()).containsExactly(1L, 2L, 3L);
  }

  @Test
  void whatComesByWhileTheStoreIsAskedIsAskedForNext() {
    mailbox.beginLoading();
    mailbox.offer(entry(2));
    load(1);
    assertThat(mailbox.wantsMore()).isTrue();
    assertThat(mailbox.beginLoading()).isEqualTo(1);
    load(2);
    assertThat(mailbox.wantsMore()).as("a page may be cut short").isTrue();
    assertThat(mailbox.beginLoading()).isEqualTo(2);
    load();
    assertThat(mailbox.wantsMore()).isFalse();
    assertThat(drained()).containsExactly(1L, 2L);
  }

  @Test
  void whatIsSettledWhileTheStoreIsAskedIsNotQueued() {
    mailbox.settling(1);
    mailbox.beginLoading();
    mailbox.settledAt(1);
    mailbox.settled(id(2));
    load(1, 2, 3);
    assertThat(drained()).containsExactly(3L);
    mailbox.reread();
    mailbox.beginLoading();
    load(1, 3);
    assertThat(drained()).as("settled is over with the reading").containsExactly(1L, 3L);
  }

  @Test
  void whatWasAskedForBeforeAnAbsenceIsForgotten() {
    mailbox.beginLoading();
    load(LongStream.rangeClosed(1, Mailbox.MOST).toArray());
    for (int i = 0; i < 60; i++) {
      mailbox.advance(mailbox.lanes().iterator().next());
    }
    assertThat(mailbox.beginLoading()).isEqualTo(Mailbox.MOST);
    mailbox.absent(0);
    load(65, 66);
    assertThat(mailbox.wantsMore()).isTrue();
    assertThat(mailbox.beginLoading()).isZero();
    load(61, 62, 63, 64, 65, 66);
    assertThat(drained()).containsExactly(61L, 62L, 63L, 64L, 65L, 66L);
  }

  @Test
  void aFullQueueLeavesTheRestInTheStore() {
    mailbox.beginLoading();
    load();
    LongStream.rangeClosed(1, 100).mapToObj(MailboxTest::entry).forEach(mailbox::offer);
    List<Long> first = new ArrayList<>();
    while (!mailbox.wantsMore()) {
      Lane lane = mailbox.lanes().iterator().next();
      first.add(lane.first().position());
      mailbox.advance(lane);
    }
    assertThat(mailbox.beginLoading()).isEqualTo(Mailbox.MOST);
    load(LongStream.rangeClosed(Mailbox.MOST + 1, 100).toArray());
    first.addAll(drained());
    assertThat(first).isEqualTo(LongStream.rangeClosed(1, 100).boxed().toList());
  }
}
