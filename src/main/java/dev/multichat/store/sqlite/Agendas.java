package dev.multichat.store.sqlite;

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
  private static final String OF_MESSAGE =
      "json_extract(e.doc, '$.message.id', '$.message.session', '$.message.from',"
          + " '$.message.recordedAt', '$.message.exchange', '$.message.kind',"
          + " '$.message.subject', '$.message.replyBy')";
  private static final String AWAITING =
      "SELECT "
          + OF_MESSAGE
          + ", NOT EXISTS (SELECT 1 FROM deadline l"
          + " WHERE l.position = d.position AND l.type = 'overdue')"
          + " FROM delivery d CROSS JOIN entry e ON e.position = d.position"
          + " WHERE d.agent = ? AND d.awaits = 1 ORDER BY d.position LIMIT ?";
  private static final String STEPS =
      "WITH s AS MATERIALIZED (SELECT ordinal, position, action FROM step WHERE ordinal IN"
          + " (SELECT ordinal FROM step WHERE owner = ? ORDER BY ordinal LIMIT ?)),"
          + " m(position, message) AS MATERIALIZED (SELECT e.position, "
          + OF_MESSAGE
          + " FROM entry e WHERE e.position IN (SELECT position FROM s))"
          + " SELECT m.message, s.action FROM s JOIN m ON m.position = s.position"
          + " ORDER BY s.ordinal";

  private final Queries queries;

  Agendas(Queries queries) {
    this.queries = queries;
  }

  Future<Agenda> agenda(String agent) {
    Future<List<Agenda.Awaiting>> awaiting =
        queries.list(AWAITING, Agendas::awaiting, agent, Agenda.MOST);
    Future<List<Agenda.Step>> steps = queries.list(STEPS, Agendas::step, agent, Agenda.MOST);
    return Future.all(awaiting, steps)
        .map(both -> new Agenda(agent, awaiting.result(), steps.result()));
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

  private static Agenda.Step step(Row row) {
    JsonArray m = new JsonArray(row.getString(0));
    return new Agenda.Step(
        row.getString(1),
        m.getString(0),
        m.getString(1),
        m.getString(2),
        Instant.parse(m.getString(3)));
  }
}
