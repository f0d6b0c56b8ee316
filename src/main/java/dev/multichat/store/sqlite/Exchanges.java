package dev.multichat.store.sqlite;

import dev.multichat.core.EntryType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who is awaited in which exchange, kept so that it agrees with {@code core.Exchange}. */
final class Exchanges {
  private static final String CONCERNED =
      "SELECT DISTINCT e.opener, o.doc ->> '$.message.id' FROM delivery d"
          + " CROSS JOIN entry e ON e.position = d.position"
          + " CROSS JOIN entry o ON o.position = e.opener WHERE d.awaits = 1 AND ";
  private static final String IN_SESSION =
      "d.agent IN (SELECT agent FROM participant WHERE session = ?1) AND e.session = ?1";

  private final Statements sql;

  /** An exchange: the position of its opener, which is its id. */
  record Concerned(long opener, String id) {}

  /** What a reply needs to know of the message that it answers. */
  record Origin(String session, Concerned exchange, String openedBy, boolean ended) {}

  Exchanges(Statements sql) {
    this.sql = sql;
  }

  /** Of the message at a position; empty when it was deleted. */
  Optional<Origin> origin(long position) throws SQLException {
    return sql.first(
        "SELECT e.session, e.opener, o.doc ->> '$.message.id', o.doc ->> '$.message.from',"
            + " EXISTS (SELECT 1 FROM ended n WHERE n.opener = e.opener)"
            + " FROM entry e JOIN entry o ON o.position = e.opener WHERE e.position = ?",
        row ->
            new Origin(
                row.getString(1),
                new Concerned(row.getLong(2), row.getString(3)),
                row.getString(4),
                row.getBoolean(5)),
        position);
  }

  /** Those in which the agent is awaited. */
  List<Concerned> awaiting(String agent) throws SQLException {
    return sql.list(CONCERNED + "d.agent = ? ORDER BY e.opener", Exchanges::read, agent);
  }

  /** Those of a session in which the agent is awaited. */
  List<Concerned> awaiting(String agent, String session) throws SQLException {
    return sql.list(
        CONCERNED + "d.agent = ? AND e.session = ? ORDER BY e.opener",
        Exchanges::read,
        agent,
        session);
  }

  /** Those of a session in which anybody is awaited. */
  List<Concerned> awaitingIn(String session) throws SQLException {
    return sql.list(CONCERNED + IN_SESSION + " ORDER BY e.opener", Exchanges::read, session);
  }

  private static Concerned read(ResultSet row) throws SQLException {
    return new Concerned(row.getLong(1), row.getString(2));
  }

  void excuse(String agent) throws SQLException {
    sql.run("UPDATE delivery SET awaits = 0 WHERE awaits = 1 AND agent = ?", agent);
  }

  void excuse(String agent, String session) throws SQLException {
    sql.run(
        "UPDATE delivery SET awaits = 0 WHERE awaits = 1 AND agent = ?"
            + " AND (SELECT session FROM entry e WHERE e.position = delivery.position) = ?",
        agent,
        session);
  }

  /** Nobody, or this one alone, is awaited to reply to the message at a position any more. */
  void excuseFrom(long position, @Nullable String agent) throws SQLException {
    sql.run(
        "UPDATE delivery SET awaits = 0 WHERE position = ?1 AND (?2 IS NULL OR agent = ?2)",
        position,
        agent);
  }

  /** A moment of a message is over. */
  void noDeadline(long position, EntryType type) throws SQLException {
    sql.run("DELETE FROM deadline WHERE position = ? AND type = ?", position, type.toString());
  }

  /** Nobody is awaited in it any more, and nobody will be. */
  void end(long opener) throws SQLException {
    sql.run(
        "UPDATE delivery SET awaits = 0 WHERE awaits = 1 AND position IN"
            + " (SELECT ?1 UNION ALL SELECT position FROM entry"
            + " WHERE opener = ?1 AND opener <> position)",
        opener);
    sql.run("INSERT OR IGNORE INTO ended VALUES (?)", opener);
  }

  void concern(List<Concerned> exchanges, long position) throws SQLException {
    for (Concerned exchange : exchanges) {
      sql.add("INSERT INTO concern VALUES (?, ?)", exchange.opener(), position);
    }
    sql.flush("INSERT INTO concern VALUES (?, ?)");
  }
}
