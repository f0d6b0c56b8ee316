package dev.multichat.store.sql;

import dev.multichat.core.Agenda;
import dev.multichat.core.Kind;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** What awaits an agent; takes out of each message what an agenda tells, and that only once. */
final class Agendas {
  private static final String[] OF_MESSAGE = {
    "id", "session", "from", "recordedAt", "exchange", "kind", "subject", "replyBy"
  };

  private final Queries queries;
  private final String awaiting;
  private final String steps;

  Agendas(Queries queries) {
    this.queries = queries;
    String message = queries.dialect.fields("e.doc", OF_MESSAGE);
    this.awaiting =
        ("SELECT " + message + ", CASE WHEN EXISTS (SELECT 1 FROM deadline l")
            + " WHERE l.position = d.position AND l.type = 'overdue') THEN 0 ELSE 1 END"
            + (" FROM delivery d " + queries.dialect.join() + " entry e ON e.position = d.position")
            + " WHERE d.agent = ? AND d.awaits = 1 ORDER BY d.position LIMIT ?";
    this.steps =
        "WITH s AS MATERIALIZED (SELECT ordinal, position, action FROM step WHERE ordinal IN"
            + " (SELECT ordinal FROM step WHERE owner = ? ORDER BY ordinal LIMIT ?)),"
            + (" m(position, message) AS MATERIALIZED (SELECT e.position, " + message)
            + " FROM entry e WHERE e.position IN (SELECT position FROM s))"
            + " SELECT m.message, s.action FROM s JOIN m ON m.position = s.position"
            + " ORDER BY s.ordinal";
  }

  Future<Agenda> agenda(String agent) {
    Future<List<Agenda.Awaiting>> replies =
        queries.list(awaiting, Agendas::awaiting, agent, Agenda.MOST);
    Future<List<Agenda.Step>> next = queries.list(steps, this::step, agent, Agenda.MOST);
    return Future.all(replies, next)
        .map(both -> new Agenda(agent, replies.result(), next.result()));
  }

  private static Agenda.Awaiting awaiting(Row row) {
    JsonArray m = new JsonArray(row.getString(0));
    String replyBy = m.getString(7);
    return new Agenda.Awaiting(
        m.getString(0),
        m.getString(1),
        m.getString(4),
        m.getString(2),
        Kind.valueOf(m.getString(5).toUpperCase(Locale.ROOT)),
        m.getString(6),
        Instant.parse(m.getString(3)),
        replyBy == null ? null : Instant.parse(replyBy),
        replyBy != null && row.getInteger(1) == 1);
  }

  private Agenda.Step step(Row row) {
    JsonArray m = new JsonArray(row.getString(0));
    return new Agenda.Step(
        queries.dialect.given(row.getString(1)),
        m.getString(0),
        m.getString(1),
        m.getString(2),
        Instant.parse(m.getString(3)));
  }
}
