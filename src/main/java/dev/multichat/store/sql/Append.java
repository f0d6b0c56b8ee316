package dev.multichat.store.sql;

import dev.multichat.core.Entry;
import dev.multichat.core.ErrorCode;
import dev.multichat.core.MultichatException;
import dev.multichat.store.Appended;
import dev.multichat.store.Fence;
import dev.multichat.store.Outcome;
import dev.multichat.store.Write;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Applies a batch, write by write, in order; whatever is refused for itself leaves nothing. One
 * that cannot be applied for a reason that nobody foresaw does not take the others with it.
 */
public final class Append {
  private final Ledger ledger;
  private final Messages messages;
  private final Events events;
  private final Marks marks;
  private final Restoring restoring;
  private final String epoch;

  public Append(Ledger ledger, String epoch) {
    this.ledger = ledger;
    this.messages = new Messages(ledger);
    this.events = new Events(ledger);
    this.marks = new Marks(ledger);
    this.restoring = new Restoring(ledger, messages);
    this.epoch = epoch;
  }

  public Appended apply(List<Write> batch, Instant now) throws SQLException {
    try {
      return together(batch, now);
    } catch (RuntimeException e) {
      ledger.rollback();
      return oneByOne(batch, now);
    }
  }

  private Appended oneByOne(List<Write> batch, Instant now) throws SQLException {
    List<Outcome> outcomes = new ArrayList<>(batch.size());
    List<Entry> appended = new ArrayList<>();
    for (Write write : batch) {
      try {
        Appended one = ledger.alone(open -> together(List.of(write), now));
        outcomes.addAll(one.outcomes());
        appended.addAll(one.entries());
      } catch (RuntimeException e) {
        outcomes.add(Outcome.refused(ledger.dialect.fault(e)));
      }
    }
    return new Appended(outcomes, appended);
  }

  private Appended together(List<Write> batch, Instant now) throws SQLException {
    ledger.load(batch);
    Log log = new Log(ledger, now, ledger.position());
    List<Outcome> outcomes = new ArrayList<>(batch.size());
    for (Write write : batch) {
      int place = outcomes.size();
      outcomes.add(one(write, log, later -> outcomes.set(place, later)));
    }
    // What the database does not take must show while it can be told whose it is.
    ledger.settle();
    ledger.sql.settle();
    ledger.moveTo(log.position());
    return new Appended(outcomes, log.appended());
  }

  private Outcome one(Write write, Log log, Consumer<Outcome> later) throws SQLException {
    try {
      Fence fence = write.fence();
      if (fence != null) {
        fence.check(Leases.epoch(ledger, fence.lease()));
      }
      return switch (write.kind()) {
        case ENTRY -> entry(write, log);
        case MARK -> marks.append(write, log, later);
        case POSITION -> position(write);
        case RESTORED -> restoring.append(write, log);
        case FORGOTTEN -> restoring.forgotten(write);
      };
    } catch (MultichatException refusal) {
      if (refusal.code() == ErrorCode.INTERNAL) {
        throw refusal; // Nothing that is checked first, so that it may have left something.
      }
      return Outcome.refused(refusal);
    }
  }

  private Outcome entry(Write write, Log log) throws SQLException {
    Entry entry = write.entry();
    if (entry == null) {
      throw MultichatException.invalid("There is nothing to write.");
    }
    return entry.message() == null
        ? events.append(entry, write.forced(), log)
        : messages.append(write, entry, entry.message(), log);
  }

  private Outcome position(Write write) throws SQLException {
    if (!epoch.equals(write.epoch())) {
      throw MultichatException.conflict(
          "The position of '"
              + write.name()
              + "' belongs to the epoch "
              + write.epoch()
              + ", but the store is of "
              + epoch
              + "; read its position again and go on from there.");
    }
    ledger.sql.send(
        "INSERT INTO projection (name, position) VALUES (?, ?)"
            + " ON CONFLICT (name) DO UPDATE SET position = excluded.position",
        write.name(),
        write.position());
    return Outcome.DONE;
  }
}
