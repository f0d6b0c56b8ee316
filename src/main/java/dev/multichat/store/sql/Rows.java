package dev.multichat.store.sql;

import dev.multichat.core.Entry;
import dev.multichat.core.Receipt.Recipient;
import dev.multichat.core.ReceiptState;
import dev.multichat.wire.Wire;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a batch writes most of, put by so that it goes to SQLite in bulk: entries, ids, deliveries
 * and marks, in this order. Whoever reads or changes these tables otherwise flushes first.
 */
public final class Rows {
  public static final String ENTRY =
      "INSERT INTO entry (position, session, seq, opener, notices, doc) VALUES (?, ?, ?, ?, ?, ?)";
  public static final String MESSAGE = "INSERT INTO message VALUES (?, ?, ?, ?)";
  public static final String DELIVERY = "INSERT INTO delivery VALUES (?, ?, 0, ?, 1, ?)";
  static final String RESTORED = "INSERT INTO delivery VALUES (?, ?, ?, ?, ?, ?)";
  static final String DELIVERED =
      "UPDATE delivery SET state = 1, at = ? WHERE position = ? AND agent = ? AND state = 0";
  static final String ACKNOWLEDGED =
      "UPDATE delivery SET state = 2, at = ?, unread = 0"
          + " WHERE position = ? AND agent = ? AND state < 2";
  static final String REPLIED =
      "UPDATE delivery SET state = 3, at = ?, unread = 0, awaits = 0"
          + " WHERE position = ? AND agent = ? AND state <> 3";

  /** Where a message stands among others; absent fields for events. */
  record Place(@Nullable Long seq, @Nullable Long opener, @Nullable Long notices) {
    static final Place EVENT = new Place(null, null, null);
  }

  /** A mark that changed no row: it was further already, or was never sent to the agent. */
  record Idle(long position, String agent, Runnable absent) {}

  private final Statements sql;
  private final List<Idle> marks = new ArrayList<>();
  private String markSql = ACKNOWLEDGED;
  private boolean inserts;

  Rows(Statements sql) {
    this.sql = sql;
  }

  void entry(Entry entry, Place place) throws SQLException {
    inserts = true;
    sql.add(
        ENTRY,
        entry.position(),
        entry.session(),
        place.seq(),
        place.opener(),
        place.notices(),
        Wire.text(entry));
  }

  void message(String id, String from, String hash, long position) throws SQLException {
    inserts = true;
    sql.add(MESSAGE, Ids.key(id), from, HexFormat.of().parseHex(hash), position);
  }

  void delivery(long position, String agent, Instant at, boolean awaits) throws SQLException {
    inserts = true;
    sql.add(DELIVERY, position, agent, at.toEpochMilli(), awaits ? 1 : 0);
  }

  /** How far a message had come with a recipient in another store. */
  void delivery(long position, Recipient recipient, boolean awaits) throws SQLException {
    inserts = true;
    int state = Ids.STATES.indexOf(recipient.state());
    boolean unread = state < Ids.STATES.indexOf(ReceiptState.ACKNOWLEDGED);
    sql.add(
        RESTORED,
        position,
        recipient.agent(),
        state,
        recipient.at().toEpochMilli(),
        unread ? 1 : 0,
        awaits ? 1 : 0);
  }

  /** Moves a receipt on, never back; calls {@code absent} if there is no such delivery. */
  void mark(ReceiptState state, Instant at, Idle mark) throws SQLException {
    String wanted =
        switch (state) {
          case DELIVERED -> DELIVERED;
          case REPLIED -> REPLIED;
          default -> ACKNOWLEDGED;
        };
    if (!wanted.equals(markSql)) {
      flush();
      markSql = wanted;
    }
    sql.add(wanted, at.toEpochMilli(), mark.position(), mark.agent());
    marks.add(mark);
  }

  void flush() throws SQLException {
    if (inserts) {
      sql.flush(ENTRY);
      sql.flush(MESSAGE);
      sql.flush(DELIVERY);
      sql.flush(RESTORED);
      inserts = false;
    }
    if (!marks.isEmpty()) {
      tellAbsent(sql.count(markSql));
      marks.clear();
    }
  }

  private void tellAbsent(int[] changed) throws SQLException {
    for (int i = 0; i < changed.length; i++) {
      if (changed[i] == 0 && !exists(marks.get(i))) {
        marks.get(i).absent().run();
      }
    }
  }

  private boolean exists(Idle mark) throws SQLException {
    return sql.number(
            "SELECT count(*) FROM delivery WHERE position = ? AND agent = ?",
            mark.position(),
            mark.agent())
        > 0;
  }

  void forget() {
    marks.clear();
    inserts = false;
  }
}
