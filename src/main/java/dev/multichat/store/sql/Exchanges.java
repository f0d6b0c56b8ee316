package dev.multichat.store.sql;

import dev.multichat.core.EntryType;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who is awaited in which exchange, kept so that it agrees with {@code core.Exchange}. */
final class Exchanges {
  private static final String IN_SESSION =
      "d.agent IN (SELECT agent FROM participant WHERE session = ?1) AND e.session = ?1";

  private final Statements sql;
  private final String concerned;
  private final String origin;
  private final Map<Long, Origin> origins = new HashMap<>();
  private final Set<Long> ended = new HashSet<>();

  private record Placed(long position, Origin origin) {}

  /** An exchange: the position of its opener, which is its id. */
  record Concerned(long opener, String id) {}

  /** What a reply needs to know of the message that it answers. */
  record Origin(String session, Concerned exchange, String openedBy, boolean ended) {}

  Exchanges(Statements sql, Dialect dialect) {
    this.sql = sql;
    String id = dialect.field("o.doc", "id");
    this.concerned =
        "SELECT DISTINCT e.opener, "
            + (id + " FROM delivery d " + dialect.join() + " entry e ON e.position = d.position ")
            + (dialect.join() + " entry o ON o.position = e.opener WHERE d.awaits = 1 AND ");
    this.origin =
        "SELECT e.position, e.session, e.opener, "
            + (id + ", " + dialect.field("o.doc", "from"))
            + ", CASE WHEN EXISTS (SELECT 1 FROM ended n WHERE n.opener = e.opener) THEN 1 ELSE 0"
            + " END FROM entry e JOIN entry o ON o.position = e.opener WHERE e.position IN (?)";
  }

  /** Begins a batch that answers the messages at these positions. */
  void load(List<Long> positions) throws SQLException {
    forgetAll();
    sql.each(origin, Exchanges::placed, positions).forEach(p -> remember(p.position, p.origin));
  }

  /** A message was appended. */
  void remember(long position, Origin origin) {
    origins.put(position, origin);
  }

  void forgetAll() {
    origins.clear();
    ended.clear();
  }

  /** Of the message at a position; empty when it was deleted. */
  Optional<Origin> origin(long position) throws SQLException {
    if (!origins.containsKey(position)) {
      sql.list(origin, Exchanges::placed, position).forEach(p -> remember(position, p.origin));
    }
    return Optional.ofNullable(origins.get(position)).map(this::asOfNow);
  }

  private Origin asOfNow(Origin origin) {
    return ended.contains(origin.exchange.opener)
        ? new Origin(origin.session, origin.exchange, origin.openedBy, true)
        : origin;
  }

  private static Placed placed(Cells row) {
    Concerned exchange = new Concerned(row.number(2), row.text(3));
    return new Placed(row.number(0), new Origin(row.text(1), exchange, row.text(4), row.is(5)));
  }

  /** Those in which the agent is awaited. */
  List<Concerned> awaiting(String agent) throws SQLException {
    return sql.list(concerned + "d.agent = ? ORDER BY e.opener", Exchanges::read, agent);
  }

  /** Those of a session in which the agent is awaited. */
  List<Concerned> awaiting(String agent, String session) throws SQLException {
    return sql.list(
        concerned + "d.agent = ? AND e.session = ? ORDER BY e.opener",
        Exchanges::read,
        agent,
        session);
  }

  /** Those of a session in which anybody is awaited. */
  List<Concerned> awaitingIn(String session) throws SQLException {
    return sql.list(concerned + IN_SESSION + " ORDER BY e.opener", Exchanges::read, session);
  }

  private static Concerned read(Cells row) {
    return new Concerned(row.number(0), row.text(1));
  }

  void excuse(String agent) throws SQLException {
    sql.send("UPDATE delivery SET awaits = 0 WHERE awaits = 1 AND agent = ?", agent);
  }

  void excuse(String agent, String session) throws SQLException {
    sql.send(
        "UPDATE delivery SET awaits = 0 WHERE awaits = 1 AND agent = ?"
            + " AND (SELECT session FROM entry e WHERE e.position = delivery.position) = ?",
        agent,
        session);
  }

  /** Nobody, or this one alone, is awaited to reply to the message at a position any more. */
  void excuseFrom(long position, @Nullable String agent) throws SQLException {
    sql.send(
        "UPDATE delivery SET awaits = 0 WHERE position = ?1 AND (CAST(?2 AS TEXT) IS NULL OR agent = ?2)",
        position,
        agent);
  }

  /** A moment of a message is over. */
  void noDeadline(long position, EntryType type) throws SQLException {
    sql.send("DELETE FROM deadline WHERE position = ? AND type = ?", position, type.toString());
  }

  /** Nobody is awaited in it any more, and nobody will be. */
  void end(long opener) throws SQLException {
    sql.send(
        "UPDATE delivery SET awaits = 0 WHERE awaits = 1 AND position IN"
            + " (SELECT CAST(?1 AS BIGINT) UNION ALL SELECT position FROM entry"
            + " WHERE opener = ?1 AND opener <> position)",
        opener);
    sql.send("INSERT INTO ended (opener) VALUES (?) ON CONFLICT DO NOTHING", opener);
    ended.add(opener);
  }

  void concern(List<Concerned> exchanges, long position) throws SQLException {
    for (Concerned exchange : exchanges) {
      sql.add("INSERT INTO concern VALUES (?, ?)", exchange.opener(), position);
    }
    sql.flush("INSERT INTO concern VALUES (?, ?)");
  }
}
