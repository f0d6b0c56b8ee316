package dev.multichat.store.contract;

import static dev.multichat.store.contract.Trial.await;
import static dev.multichat.store.contract.Trial.event;
import static dev.multichat.store.contract.Trial.mark;
import static dev.multichat.store.contract.Trial.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.core.EntryType;
import dev.multichat.core.ErrorCode;
import dev.multichat.core.Message;
import dev.multichat.core.ReceiptState;
import dev.multichat.store.Appended;
import dev.multichat.store.Fence;
import dev.multichat.store.Lease;
import dev.multichat.store.Outcome;
import dev.multichat.store.Write;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who lost a lease cannot write under it. */
public interface FencingContract extends Promises {
  private static Fence taken(Trial t, String holder) {
    Lease lease = await(t.store.lease("work", holder, t.clock.now().plusSeconds(6)));
    assertThat(lease.holder()).isEqualTo(holder);
    return new Fence("work", lease.epoch());
  }

  private static List<Write> ofEachKind(Trial t, Message sent) {
    Letter letter = Letter.from("bob", "alice").answers(sent);
    return List.of(
        letter.write(),
        event(EntryType.LEFT, "talk", "bob"),
        mark(sent, "bob", ReceiptState.DELIVERED),
        Write.position("projection", t.store.info().epoch(), 7));
  }

  @Test
  default void whatIsWrittenUnderALeaseThatAnotherHasIsRefusedAlone() {
    Trial t = trial().with("alice", "bob");
    Message sent = t.send(Letter.from("alice", "bob"));
    Fence first = taken(t, "node-1");
    t.clock.move(Duration.ofSeconds(7));
    Fence second = taken(t, "node-2");
    long last = await(t.store.lastPosition());

    List<Write> batch = new ArrayList<>();
    ofEachKind(t, sent).forEach(write -> batch.add(write.under(first)));
    batch.add(Write.position("other", t.store.info().epoch(), 8).under(second));
    Appended appended = t.batch(batch.toArray(Write[]::new));
    assertThat(appended.outcomes().subList(0, 4))
        .allSatisfy(o -> assertThat(o.refused().code()).isEqualTo(ErrorCode.CONFLICT))
        .allSatisfy(o -> assertThat(o.refused()).hasMessageContaining("lease 'work'"));
    assertThat(appended.outcomes().get(4)).isEqualTo(Outcome.DONE);
    assertThat(await(t.store.lastPosition())).isEqualTo(last);
    assertThat(t.state(sent, "bob")).isEqualTo(ReceiptState.RECORDED);
    assertThat(await(t.store.position("projection"))).isZero();
    assertThat(await(t.store.position("other"))).isEqualTo(8);

    for (Write write : ofEachKind(t, sent)) {
      assertThat(t.append(write.under(second)).refused()).isNull();
    }
  }

  @Test
  default void whoLostALeaseDeletesNoSessionThatIsAnotherByNow() {
    Trial t = trial().with("alice", "bob");
    t.send(Letter.from("alice", "bob"));
    Fence first = taken(t, "node-1");
    t.clock.move(Duration.ofSeconds(7));
    Fence second = taken(t, "node-2");
    assertThat(await(t.store.delete("talk", second))).isEqualTo(1);
    Message anew =
        t.append(Letter.from("alice", "bob").in("talk").opens("Again").write()).entry().message();
    assertThat(refusal(t.store.delete("talk", first))).isEqualTo(ErrorCode.CONFLICT);
    assertThat(await(t.store.history("talk", 0, 10))).containsExactly(anew);
  }

  @Test
  default void aLeaseThatIsOverFencesOnlyOnceTheNextOneTookIt() {
    Trial t = trial().with("alice", "bob");
    Fence first = taken(t, "node-1");
    Write write = Write.position("projection", t.store.info().epoch(), 1);
    t.clock.move(Duration.ofSeconds(7));
    assertThat(t.append(write.under(first))).isEqualTo(Outcome.DONE);
    await(t.store.release("work", "node-1"));
    assertThat(t.append(write.under(first))).isEqualTo(Outcome.DONE);
    t.reopen();
    taken(t, "node-1");
    assertThat(t.refused(write.under(first))).isEqualTo(ErrorCode.CONFLICT);
    assertThat(t.refused(write.under(new Fence("never", 1)))).isEqualTo(ErrorCode.CONFLICT);
  }
}
