package dev.multichat.store.sqlite;

import dev.multichat.core.Entry;
import dev.multichat.core.MultichatException;
import dev.multichat.store.Appended;
import dev.multichat.store.Outcome;
import dev.multichat.store.Write;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Applies a batch, write by write, in order; whatever is refused for itself leaves nothing. */
final class Append {
  private final Ledger ledger;
  private final Messages messages;
  private final Events events;
  private final Marks marks;
  private final String epoch;

  Append(Ledger ledger, String epoch) {
    this.ledger = ledger;
    this.messages = new Messages(ledger);
    this.events = new Events(ledger);
    this.marks = new Marks(ledger);
    this.epoch = epoch;
  }

  Appended apply(List<Write> batch, Instant now) throws SQLException {
    ledger.knowns.load(batch);
    Log log = new Log(ledger, now, ledger.position());
    List<Outcome> outcomes = new ArrayList<>(batch.size());
    for (Write write : batch) {
      int place = outcomes.size();
      outcomes.add(one(write, log, later -> outcomes.set(place, later)));
    }
    ledger.rows.flush();
    ledger.moveTo(log.position());
    return new Appended(outcomes, log.appended());
  }

  private Outcome one(Write write, Log log, Consumer<Outcome> later) throws SQLException {
    try {
      return switch (write.kind()) {
        case ENTRY -> entry(write, log);
        case MARK -> marks.append(write, log, later);
        case POSITION -> position(write);
      };
    } catch (MultichatException refusal) {
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
    ledger.sql.run(
        "INSERT OR REPLACE INTO projection VALUES (?, ?)", write.name(), write.position());
    return Outcome.DONE;
  }
}
