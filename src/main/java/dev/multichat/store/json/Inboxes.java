package dev.multichat.store.json;

import dev.multichat.core.Receipt;
import dev.multichat.core.ReceiptState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** What was sent to whom: the deliveries, and by agent those that wait. */
final class Inboxes {
  /** A message that is dead for an agent. */
  record Dead(long at, int position, String agent) {}

  private final Entries entries;
  private final Agents agents;
  final Deliveries deliveries = new Deliveries();
  final TreeSet<Dead> dead =
      new TreeSet<>(
          Comparator.comparingLong(Dead::at)
              .thenComparingInt(Dead::position)
              .thenComparing(Dead::agent));
  private final List<Pending> unread = new ArrayList<>();
  private final List<Pending> awaited = new ArrayList<>();

  Inboxes(Entries entries, Agents agents) {
    this.entries = entries;
    this.agents = agents;
  }

  private void reach(int agent) {
    while (unread.size() <= agent) {
      unread.add(new Pending(deliveries, Deliveries.UNREAD));
      awaited.add(new Pending(deliveries, Deliveries.AWAITS));
    }
  }

  /** What was sent to an agent and is in its inbox. */
  Pending unread(int agent) {
    return of(unread, agent);
  }

  /** What is awaited of an agent. */
  Pending awaits(int agent) {
    return of(awaited, agent);
  }

  /** An agent that nothing was ever sent to has an empty list, which stays nobody's. */
  private Pending of(List<Pending> all, int agent) {
    return agent >= 0 && agent < all.size() ? all.get(agent) : new Pending(deliveries, 0);
  }

  /** Sends a message to an agent that has come so far with it. */
  void add(int position, Receipt.Recipient recipient, boolean awaits) {
    int agent = agents.number(recipient.agent());
    reach(agent);
    int row = deliveries.add(position, agent);
    if (entries.first(position) == 0) {
      entries.first(position, row);
    }
    state(row, recipient.state(), recipient.at().toEpochMilli());
    if (recipient.state().compareTo(ReceiptState.ACKNOWLEDGED) < 0) {
      unread(agent).add(row);
    }
    if (awaits) {
      awaits(agent).add(row);
    }
  }

  /** The deliveries of a message. */
  IntStream of(int position) {
    return deliveries.of(position, entries.first(position));
  }

  /** The delivery of a message to an agent; 0 when it was not sent to it. */
  int of(int position, String agent) {
    int number = agents.known(agent);
    return of(position).filter(row -> deliveries.agent(row) == number).findFirst().orElse(0);
  }

  /** Whether a mark changes anything: receipts move on, and only the dead go back. */
  boolean moves(int row, ReceiptState wanted) {
    ReceiptState now = deliveries.state(row);
    return switch (wanted) {
      case DELIVERED -> now == ReceiptState.RECORDED;
      case REPLIED -> now != ReceiptState.REPLIED;
      case RECORDED -> now == ReceiptState.DEAD;
      default -> now.compareTo(ReceiptState.ACKNOWLEDGED) < 0;
    };
  }

  void move(int row, ReceiptState wanted, long at) {
    state(row, wanted, at);
    if (wanted == ReceiptState.RECORDED) {
      unread(deliveries.agent(row)).add(row);
    } else if (wanted != ReceiptState.DELIVERED) {
      unread(deliveries.agent(row)).remove(row);
    }
    if (wanted == ReceiptState.REPLIED) {
      awaits(deliveries.agent(row)).remove(row);
    }
  }

  /** Takes those out of their inboxes that are still in, with this state. */
  void end(IntStream rows, ReceiptState state, long at) {
    int[] ending = rows.filter(row -> deliveries.has(row, Deliveries.UNREAD)).toArray();
    for (int row : ending) {
      state(row, state, at);
      unread(deliveries.agent(row)).remove(row);
      awaits(deliveries.agent(row)).remove(row);
    }
  }

  void excuse(IntStream rows) {
    for (int row : rows.toArray()) {
      awaits(deliveries.agent(row)).remove(row);
    }
  }

  /** Nothing of a message is anywhere any more. */
  void forget(int position) {
    for (int row : of(position).toArray()) {
      state(row, ReceiptState.REPLIED, 0);
      unread(deliveries.agent(row)).remove(row);
      awaits(deliveries.agent(row)).remove(row);
    }
  }

  private void state(int row, ReceiptState state, long at) {
    if (deliveries.state(row) == ReceiptState.DEAD) {
      dead.remove(dead(row));
    }
    deliveries.state(row, state, at);
    if (state == ReceiptState.DEAD) {
      dead.add(dead(row));
    }
  }

  private Dead dead(int row) {
    String agent = agents.name(deliveries.agent(row));
    return new Dead(deliveries.at(row), deliveries.position(row), agent);
  }

  /** Makes again what follows from the rows. */
  void reload() {
    for (int row = 1; row < deliveries.table.size(); row++) {
      reach(deliveries.agent(row));
      if (deliveries.has(row, Deliveries.UNREAD)) {
        unread(deliveries.agent(row)).take(row);
      }
      if (deliveries.has(row, Deliveries.AWAITS)) {
        awaits(deliveries.agent(row)).take(row);
      }
      if (deliveries.state(row) == ReceiptState.DEAD) {
        dead.add(dead(row));
      }
    }
  }

  long bytes() {
    return deliveries.table.bytes()
        + unread.stream().mapToLong(Pending::bytes).sum()
        + awaited.stream().mapToLong(Pending::bytes).sum();
  }
}
