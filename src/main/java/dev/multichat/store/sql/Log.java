package dev.multichat.store.sql;

import dev.multichat.core.Entry;
import dev.multichat.store.sql.Exchanges.Concerned;
import dev.multichat.store.sql.Rows.Place;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The end of the log during one batch: gives out positions and the batch's time. */
final class Log {
  private final Rows rows;
  private final Sessions sessions;
  private final Exchanges exchanges;
  private final List<Entry> appended = new ArrayList<>();
  private final Instant now;
  private long position;

  Log(Ledger ledger, Instant now, long position) {
    this.rows = ledger.rows;
    this.sessions = ledger.sessions;
    this.exchanges = ledger.exchanges;
    this.now = now;
    this.position = position;
  }

  Instant now() {
    return now;
  }

  /** The position of the newest entry. */
  long position() {
    return position;
  }

  List<Entry> appended() {
    return appended;
  }

  /** Appends an event that changes no exchange. */
  Entry event(Entry event) throws SQLException {
    return event(event, List.of());
  }

  /** Appends an event that changes these exchanges. */
  Entry event(Entry event, List<Concerned> concerned) throws SQLException {
    List<String> ids = concerned.stream().map(Concerned::id).toList();
    return stamped(event.appended(position + 1, now, ids), concerned);
  }

  /** Appends an event that has its stamp, the next position included. */
  Entry stamped(Entry event, List<Concerned> concerned) throws SQLException {
    Entry entry = append(event, Place.EVENT);
    exchanges.concern(concerned, entry.position());
    return entry;
  }

  /** Appends an entry stamped with the next position. */
  Entry append(Entry entry, Place place) throws SQLException {
    position = entry.position();
    rows.entry(entry, place);
    appended.add(entry);
    if (entry.session() != null) {
      SessionRow row = sessions.need(entry.session());
      row.lastActivityAt = Objects.requireNonNullElse(entry.at(), now).toEpochMilli();
      row.changed = true;
    }
    return entry;
  }
}
