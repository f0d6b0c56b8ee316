package dev.multichat.store.sqlite;

import dev.multichat.core.MultichatException;
import dev.multichat.core.Opening;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The sessions of the writer: the busy ones at hand, written back once a batch. */
final class Sessions {
  static final String UPDATE =
      "UPDATE session SET closed = ?, last_activity_at = ?, last_seq = ?, notices = ?,"
          + " notices_id = ?, notices_day = ?, notices_count = ? WHERE id = ?";
  static final String INSERT =
      "INSERT INTO session VALUES (?, ?, ?, ?, ?, ?, 0, ?, 0, 0, '', 0, 0)";
  private static final int AT_HAND = 4000;

  private final Statements sql;
  private final Map<String, SessionRow> rows = new LinkedHashMap<>(16, 0.75f, true);

  Sessions(Statements sql) {
    this.sql = sql;
  }

  @Nullable SessionRow find(String id) throws SQLException {
    SessionRow row = rows.get(id);
    if (row == null) {
      row = sql.first("SELECT * FROM session WHERE id = ?", this::read, id).orElse(null);
      if (row != null) {
        row.participants.addAll(
            sql.list(
                "SELECT agent FROM participant WHERE session = ? ORDER BY ordinal",
                agent -> agent.getString(1),
                id));
        rows.put(id, row);
      }
    }
    return row;
  }

  /** NOT_FOUND when there is none. */
  SessionRow need(@Nullable String id) throws SQLException {
    SessionRow row = id == null ? null : find(id);
    if (row == null) {
      throw MultichatException.notFound("There is no session '" + id + "'.");
    }
    return row;
  }

  /** CONFLICT when the id is in use. */
  void checkUnused(String id) throws SQLException {
    if (find(id) != null) {
      throw MultichatException.conflict(
          "The session '" + id + "' exists already; choose another id, or send into it.");
    }
  }

  private SessionRow read(ResultSet found) throws SQLException {
    SessionRow row = new SessionRow(found.getString("id"), found.getBoolean("open"));
    row.closed = found.getBoolean("closed");
    row.lastSeq = found.getLong("last_seq");
    row.lastActivityAt = found.getLong("last_activity_at");
    row.notices = found.getLong("notices");
    row.noticesId = found.getString("notices_id");
    row.noticesDay = found.getLong("notices_day");
    row.noticesCount = found.getInt("notices_count");
    return row;
  }

  /** Opens a session without participants. */
  SessionRow create(String id, Opening opening, String initiator, Instant now) throws SQLException {
    boolean open = Boolean.TRUE.equals(opening.open());
    String folded = folded(opening.topic() + "\n" + id);
    long at = now.toEpochMilli();
    sql.run(INSERT, id, opening.topic(), initiator, open, folded, at, at);
    SessionRow row = new SessionRow(id, open);
    row.lastActivityAt = at;
    rows.put(id, row);
    return row;
  }

  /** A text as a search without regard to case looks through it. */
  static String folded(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  void join(SessionRow row, String agent) throws SQLException {
    if (row.participants.add(agent)) {
      sql.run("INSERT INTO participant (session, agent) VALUES (?, ?)", row.id, agent);
    }
  }

  void leave(SessionRow row, String agent) throws SQLException {
    row.participants.remove(agent);
    sql.run("DELETE FROM participant WHERE session = ? AND agent = ?", row.id, agent);
  }

  /** Takes no message any more; what was to be done in it is not on any agenda. */
  void close(SessionRow row) throws SQLException {
    sql.run("DELETE FROM step WHERE session = ?", row.id);
    row.closed = true;
    row.changed = true;
  }

  /** Writes back what the batch changed. */
  void settle() throws SQLException {
    for (SessionRow row : rows.values()) {
      if (row.changed) {
        sql.add(
            UPDATE,
            row.closed,
            row.lastActivityAt,
            row.lastSeq,
            row.notices,
            row.noticesId,
            row.noticesDay,
            row.noticesCount,
            row.id);
        row.changed = false;
      }
    }
    sql.flush(UPDATE);
    Iterator<SessionRow> eldest = rows.values().iterator();
    while (rows.size() > AT_HAND) {
      eldest.next();
      eldest.remove();
    }
  }

  void forget(String id) {
    rows.remove(id);
  }

  void forgetAll() {
    rows.clear();
  }
}
