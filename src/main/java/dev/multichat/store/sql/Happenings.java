package dev.multichat.store.sql;

import dev.multichat.core.Entry;
import dev.multichat.core.EntryType;
import dev.multichat.core.MultichatException;
import dev.multichat.core.ReceiptState;
import dev.multichat.store.Known;
import dev.multichat.store.Outcome;
import dev.multichat.store.sql.Exchanges.Concerned;
import dev.multichat.store.sql.Exchanges.Origin;
import java.sql.SQLException;
import java.util.List;

/** Appends what happens to a message by itself: overdue, expired, dead. */
final class Happenings {
  private static final String END =
      "UPDATE delivery SET state = ?, at = ?, unread = 0, awaits = 0"
          + " WHERE position = ? AND unread = 1";

  private final Ledger ledger;

  Happenings(Ledger ledger) {
    this.ledger = ledger;
  }

  Outcome append(Entry event, Log log) throws SQLException {
    Known about = ledger.knowns.find(event.about());
    if (about == null) {
      throw MultichatException.notFound("There is no message '" + event.about() + "'.");
    }
    long position = about.position();
    ledger.exchanges.noDeadline(position, event.type());
    Origin origin = ledger.exchanges.origin(position).orElse(null);
    if (origin == null || !changes(event, position, log)) {
      return Outcome.DONE;
    }
    List<Concerned> concerned = List.of(origin.exchange());
    return Outcome.appended(log.event(event, concerned));
  }

  private boolean changes(Entry event, long position, Log log) throws SQLException {
    long at = log.now().toEpochMilli();
    if (event.type() == EntryType.OVERDUE) {
      return ledger.sql.number(
              "SELECT count(*) FROM delivery WHERE position = ? AND awaits = 1", position)
          > 0;
    }
    if (event.type() == EntryType.DEAD) {
      return ledger.sql.run(
              END + " AND agent = ?",
              Ids.STATES.indexOf(ReceiptState.DEAD),
              at,
              position,
              event.agent())
          > 0;
    }
    boolean expired =
        ledger.sql.run(END, Ids.STATES.indexOf(ReceiptState.EXPIRED), at, position) > 0;
    if (expired) {
      // Who acknowledged without replying is not awaited either once the message is over.
      ledger.exchanges.excuseFrom(position, null);
    }
    return expired;
  }
}
