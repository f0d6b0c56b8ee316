package dev.multichat.store.sql;

import dev.multichat.core.MultichatException;
import dev.multichat.core.Opening;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The sessions of the writer: the busy ones at hand, written back once a batch. */
public final class Sessions {
  public static final String UPDATE =
      "UPDATE session SET closed = ?, last_activity_at = ?, last_seq = ?, notices = ?,"
          + " notices_id = ?, notices_day = ?, notices_count = ? WHERE id = ?";
  static final String INSERT =
      "INSERT INTO session (id, topic, initiator, open, folded, created_at, closed,"
          + " last_activity_at, last_seq, notices, notices_id, notices_day, notices_count)"
          + " VALUES (?, ?, ?, ?, ?, ?, 0, ?, 0, 0, '', 0, 0)";
  private static final String ONE =
      "SELECT id, open, closed, last_seq, last_activity_at, notices, notices_id, notices_day,"
          + " notices_count FROM session WHERE id IN (?)";
  private static final String PARTICIPANTS =
      "SELECT session, agent FROM participant WHERE session IN (?) ORDER BY ordinal";
  private static final int AT_HAND = 4000;

  private final Statements sql;
  private final Map<String, SessionRow> rows = new LinkedHashMap<>(16, 0.75f, true);
  private final Set<String> absent = new HashSet<>();

  private record Seat(String session, String agent) {}

  public Sessions(Statements sql) {
    this.sql = sql;
  }

  @Nullable SessionRow find(String id) throws SQLException {
    SessionRow row = rows.get(id);
    if (row == null) {
      load(List.of(id));
      row = rows.get(id);
    }
    return row;
  }

  /** Reads those that are not at hand yet, together, and remembers which are not there. */
  void load(Collection<String> ids) throws SQLException {
    List<String> unread =
        ids.stream().filter(id -> !rows.containsKey(id) && !absent.contains(id)).toList();
    absent.addAll(unread);
    sql.each(ONE, Sessions::read, unread).forEach(this::keep);
    List<String> there = unread.stream().filter(rows::containsKey).toList();
    for (Seat seat : sql.each(PARTICIPANTS, Sessions::seat, there)) {
      SessionRow row = rows.get(seat.session());
      if (row != null) {
        row.participants.add(seat.agent());
      }
    }
  }

  private void keep(SessionRow row) {
    absent.remove(row.id);
    rows.put(row.id, row);
  }

  private static Seat seat(Cells row) {
    return new Seat(row.text(0), row.text(1));
  }

  /** Who takes part in those of these sessions that are at hand. */
  Set<String> participants(Collection<String> ids) {
    Set<String> agents = new HashSet<>();
    for (String id : ids) {
      SessionRow row = rows.get(id);
      if (row != null) {
        agents.addAll(row.participants);
      }
    }
    return agents;
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

  private static SessionRow read(Cells found) {
    SessionRow row = new SessionRow(found.text(0), found.is(1));
    row.closed = found.is(2);
    row.lastSeq = found.number(3);
    row.lastActivityAt = found.number(4);
    row.notices = found.number(5);
    row.noticesId = found.text(6);
    row.noticesDay = found.number(7);
    row.noticesCount = (int) found.number(8);
    return row;
  }

  /** Opens a session without participants. */
  public SessionRow create(String id, Opening opening, String initiator, Instant now)
      throws SQLException {
    boolean open = Boolean.TRUE.equals(opening.open());
    String folded = folded(opening.topic() + "\n" + id);
    long at = now.toEpochMilli();
    sql.send(INSERT, id, opening.topic(), initiator, open ? 1 : 0, folded, at, at);
    SessionRow row = new SessionRow(id, open);
    row.lastActivityAt = at;
    keep(row);
    return row;
  }

  /** A text as a search without regard to case looks through it. */
  static String folded(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  void join(SessionRow row, String agent) throws SQLException {
    if (row.participants.add(agent)) {
      sql.send("INSERT INTO participant (session, agent) VALUES (?, ?)", row.id, agent);
    }
  }

  void leave(SessionRow row, String agent) throws SQLException {
    row.participants.remove(agent);
    sql.send("DELETE FROM participant WHERE session = ? AND agent = ?", row.id, agent);
  }

  /** Takes no message any more; what was to be done in it is not on any agenda. */
  void close(SessionRow row) throws SQLException {
    sql.send("DELETE FROM step WHERE session = ?", row.id);
    row.closed = true;
    row.changed = true;
  }

  /** Writes back what the batch changed. */
  void settle() throws SQLException {
    for (SessionRow row : rows.values()) {
      if (row.changed) {
        sql.add(
            UPDATE,
            row.closed ? 1 : 0,
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
    absent.clear();
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
    absent.clear();
  }
}
