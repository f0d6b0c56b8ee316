package dev.multichat.store.sql;

import dev.multichat.core.Access;
import dev.multichat.core.Agent;
import dev.multichat.core.DeadLetter;
import dev.multichat.core.EntryType;
import dev.multichat.core.Page;
import dev.multichat.core.PageQuery;
import dev.multichat.core.Session;
import dev.multichat.core.SessionQuery;
import dev.multichat.core.SessionState;
import dev.multichat.store.Credential;
import dev.multichat.store.Cursors;
import dev.multichat.store.Due;
import dev.multichat.store.Known;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What is read by page or by name: sessions, agents, the dead, deadlines, positions. */
final class Lists {
  private static final String SESSION =
      "SELECT s.id, s.topic, s.initiator, s.open, s.closed, s.created_at, s.last_activity_at,"
          + " s.last_seq, (SELECT string_agg(p.agent, ' ' ORDER BY p.ordinal) FROM participant p"
          + " WHERE p.session = s.id) AS participants FROM session s WHERE ";
  private static final String AGENT =
      "SELECT id, name, role, capabilities, registered_at, revoked_at FROM agent WHERE ";
  private static final String CREDENTIAL =
      "SELECT hash, agent, access, created_at FROM credential WHERE ";
  // Above every id, since those are of a to z and the like.
  private static final String LAST = "~";

  private final Queries queries;
  private final Cursors cursors;
  private final Reads reads;

  private record Placed<T>(T item, long position) {}

  Lists(Queries queries, Reads reads, Cursors cursors) {
    this.queries = queries;
    this.reads = reads;
    this.cursors = cursors;
  }

  private String message(String field) {
    return queries.dialect.field("e.doc", field);
  }

  private String sessions() {
    return SESSION
        + "(s.last_activity_at, s.id) < (?1, ?2) AND (CAST(?3 AS INTEGER) IS NULL OR s.closed = ?3)"
        + (" AND (CAST(?4 AS TEXT) IS NULL OR " + queries.dialect.contains("s.folded", "?4") + ")")
        + " AND (CAST(?5 AS TEXT) IS NULL OR s.id IN (SELECT q.session FROM participant q WHERE q.agent = ?5))"
        + " ORDER BY s.last_activity_at DESC, s.id DESC LIMIT ?6";
  }

  private String dead() {
    return "SELECT "
        + (message("id") + " AS message, e.session, d.agent, " + message("subject"))
        + " AS subject, d.at, d.position"
        + " FROM delivery d JOIN entry e ON e.position = d.position WHERE d.state = 5"
        + " AND (d.at, d.position, d.agent) > (?, ?, ?)"
        + " ORDER BY d.at, d.position, d.agent LIMIT ?";
  }

  Future<Optional<Session>> session(String id) {
    return queries.first(SESSION + "s.id = ?", this::session, id);
  }

  Future<Page<Session>> sessions(SessionQuery query) {
    return checked(
        () -> {
          Object[] at = cursors.place("sessions", query.cursor(), Long.MAX_VALUE, LAST);
          int limit = Page.limit(query.limit());
          Future<List<Session>> rows =
              queries.list(
                  sessions(),
                  this::session,
                  at[0],
                  at[1],
                  query.state() == null ? null : query.state() == SessionState.CLOSED ? 1 : 0,
                  query.text() == null ? null : Sessions.folded(query.text()),
                  query.participant(),
                  limit + 1);
          return queries.page(
              rows,
              limit,
              s -> cursors.behind("sessions", s.lastActivityAt().toEpochMilli(), s.id()));
        });
  }

  private Session session(Row row) {
    return new Session(
        row.getString("id"),
        queries.dialect.given(row.getString("topic")),
        row.getString("initiator"),
        participants(row.getString("participants")),
        row.getInteger("open") == 1,
        row.getInteger("closed") == 1 ? SessionState.CLOSED : SessionState.ACTIVE,
        Queries.time(row, "created_at"),
        Queries.time(row, "last_activity_at"),
        row.getLong("last_seq"),
        null);
  }

  private static List<String> participants(@Nullable String told) {
    return told == null ? List.of() : List.of(told.split(" ", -1));
  }

  Future<Optional<Agent>> agent(String id) {
    return queries.first(AGENT + "id = ?", this::agent, id);
  }

  Future<Page<Agent>> agents(PageQuery query) {
    return checked(
        () -> {
          Object[] at = cursors.place("agents", query.cursor(), "");
          int limit = Page.limit(query.limit());
          Future<List<Agent>> rows =
              queries.list(AGENT + "id > ? ORDER BY id LIMIT ?", this::agent, at[0], limit + 1);
          return queries.page(rows, limit, a -> cursors.behind("agents", a.id()));
        });
  }

  private Agent agent(Row row) {
    return new Agent(
        row.getString("id"),
        row.getString("name"),
        row.getString("role"),
        queries.dialect.given(row.getString("capabilities")),
        Queries.time(row, "registered_at"),
        Ids.time(row.getLong("revoked_at")));
  }

  Future<Page<DeadLetter>> dead(PageQuery query) {
    return checked(
        () -> {
          Object[] at = cursors.place("dead", query.cursor(), Long.MIN_VALUE, 0L, "");
          int limit = Page.limit(query.limit());
          Future<List<Placed<DeadLetter>>> rows =
              queries.list(dead(), Lists::dead, at[0], at[1], at[2], limit + 1);
          return queries.page(rows, limit, this::behind).map(Lists::unplaced);
        });
  }

  private String behind(Placed<DeadLetter> dead) {
    DeadLetter d = dead.item();
    return cursors.behind("dead", d.at().toEpochMilli(), dead.position(), d.agent());
  }

  private static <T> Page<T> unplaced(Page<Placed<T>> page) {
    return new Page<>(page.items().stream().map(Placed::item).toList(), page.next());
  }

  private static Placed<DeadLetter> dead(Row row) {
    DeadLetter dead =
        new DeadLetter(
            row.getString("message"),
            row.getString("session"),
            row.getString("agent"),
            Objects.requireNonNullElse(row.getString("subject"), ""),
            Queries.time(row, "at"));
    return new Placed<>(dead, row.getLong("position"));
  }

  Future<List<Due>> deadlines(int limit) {
    return queries.list(
        "SELECT l.at, l.type, "
            + (message("id") + " AS message, l.position FROM deadline l " + queries.dialect.join())
            + " entry e ON e.position = l.position ORDER BY l.at, l.position LIMIT ?",
        row ->
            new Due(
                Queries.time(row, "at"),
                EntryType.valueOf(row.getString("type").toUpperCase(Locale.ROOT)),
                row.getString("message"),
                row.getLong("position")),
        limit);
  }

  Future<Optional<Credential>> credential(String hash) {
    return queries.first(CREDENTIAL + "hash = ?", Lists::credential, hash);
  }

  private static Credential credential(Row row) {
    return new Credential(
        row.getString("hash"),
        row.getString("agent"),
        Access.valueOf(row.getString("access").toUpperCase(Locale.ROOT)),
        Queries.time(row, "created_at"));
  }

  Future<Page<Credential>> credentials(PageQuery query) {
    return checked(
        () -> {
          Object[] at = cursors.place("credentials", query.cursor(), "", "");
          int limit = Page.limit(query.limit());
          Future<List<Credential>> rows =
              queries.list(
                  CREDENTIAL + "(agent, hash) > (?, ?) ORDER BY agent, hash LIMIT ?",
                  Lists::credential,
                  at[0],
                  at[1],
                  limit + 1);
          return queries.page(rows, limit, c -> cursors.behind("credentials", c.agent(), c.hash()));
        });
  }

  Future<Page<Known>> forgotten(PageQuery query) {
    return checked(
        () -> {
          Object[] at = cursors.place("forgotten", query.cursor(), "");
          int limit = Page.limit(query.limit());
          Future<List<Known>> rows = reads.forgotten(String.valueOf(at[0]), limit + 1);
          return queries.page(rows, limit, known -> cursors.behind("forgotten", known.id()));
        });
  }

  /** A number that a query answers; 0 when it answers none. */
  Future<Long> number(String sql, @Nullable Object... values) {
    return queries
        .first(sql, row -> Objects.requireNonNullElse(row.getLong(0), 0L), values)
        .map(found -> found.orElse(0L));
  }

  /** A bad cursor fails the future as everything else does. */
  private static <T> Future<T> checked(Supplier<Future<T>> query) {
    return Future.succeededFuture().compose(none -> query.get());
  }
}
