package dev.multichat.store.contract;

import static dev.multichat.store.contract.Trial.about;
import static dev.multichat.store.contract.Trial.event;
import static dev.multichat.store.contract.Trial.mark;
import static dev.multichat.store.contract.Trial.opening;

import dev.multichat.core.EntryType;
import dev.multichat.core.Kind;
import dev.multichat.core.Message;
import dev.multichat.core.NextStep;
import dev.multichat.core.ReceiptState;
import java.time.Duration;

/** A log with a bit of everything: each kind of event, each state of a receipt. */
public final class Everything {
  private static final NextStep STEP = new NextStep("bob", "build it", false);

  private Everything() {}

  /** Sessions "talk", "over" and "notes"; agents alice, bob, carol and dave. */
  public static void fill(Trial t) {
    t.with("alice", "bob", "carol", "dave");
    messages(t);
    moments(t);
    sessions(t);
  }

  private static void messages(Trial t) {
    Message request = t.send(Letter.from("alice", "bob", "carol", "dave").request());
    Message refusal = t.send(Letter.from("bob", "alice").answers(request).kind(Kind.REFUSE));
    t.send(Letter.from("bob", "alice").answers(refusal).kind(Kind.PROPOSE));
    t.append(mark(request, "carol", ReceiptState.DELIVERED));
    t.clock.move(Duration.ofSeconds(1));
    Message notice = t.send(Letter.from("carol", "alice", "bob").steps(STEP));
    t.append(mark(notice, "bob", ReceiptState.ACKNOWLEDGED));
    Message dying = t.send(Letter.from("alice", "dave"));
    t.happens(about(EntryType.DEAD, dying, "dave"));
    Message requeued = t.send(Letter.from("alice", "dave").request());
    t.happens(about(EntryType.DEAD, requeued, "dave"));
    t.append(mark(requeued, "dave", ReceiptState.RECORDED));
  }

  private static void moments(Trial t) {
    Message late = t.send(Letter.from("alice", "bob").request().replyBy(t.clock.now()));
    t.happens(about(EntryType.OVERDUE, late, null));
    Message brief = t.send(Letter.from("alice", "carol").request().expiresAt(t.clock.now()));
    t.happens(about(EntryType.EXPIRED, brief, null));
    t.send(Letter.from("alice", "bob").request().expiresAt(t.clock.now().plusSeconds(50)));
    Message cancelled = t.send(Letter.from("alice", "bob", "carol").request());
    t.send(Letter.from("alice", "bob").answers(cancelled).kind(Kind.CANCEL));
  }

  private static void sessions(Trial t) {
    t.happens(event(EntryType.LEFT, "talk", "dave"));
    t.happens(event(EntryType.HELD, "talk", "hub"));
    t.happens(event(EntryType.RELEASED, "talk", "hub"));
    t.append(opening("over", true, "alice", "bob"));
    t.happens(event(EntryType.JOINED, "over", "carol"));
    t.send(Letter.from("bob", "alice").in("over").request().steps(STEP));
    t.happens(event(EntryType.CLOSED, "over", "alice"));
    t.send(Letter.from("hub", "alice").in("notes").opens("Notes of the hub"));
    t.happens(t.revocation("carol"));
    t.clock.move(Duration.ofDays(1));
    t.send(Letter.from("alice", "bob").createdAt(t.clock.now()));
  }
}
