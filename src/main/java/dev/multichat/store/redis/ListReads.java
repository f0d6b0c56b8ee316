package dev.multichat.store.redis;

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
import io.vertx.core.json.JsonArray;
import io.vertx.redis.client.Response;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** What is read by page or by name. */
abstract class ListReads extends LogReads {
  private final Cursors cursors;

  /** A row of a list whose order is that of its members. */
  private record Row<T>(String member, T item) {}

  ListReads(Line line, Cursors cursors) {
    super(line);
    this.cursors = cursors;
  }

  /** A page of what the script lists by member. */
  private <T> Future<Page<T>> page(String list, PageQuery query, Function<Response, T> item) {
    return Future.succeededFuture()
        .compose(
            none -> {
              String after = String.valueOf(cursors.place(list, query.cursor(), "")[0]);
              int limit = Page.limit(query.limit());
              return read(list, after.isEmpty() ? "-" : "(" + after, limit + 1)
                  .map(told -> page(list, told, limit, item));
            });
  }

  private <T> Page<T> page(String list, Response told, int limit, Function<Response, T> item) {
    List<Row<T>> rows = new ArrayList<>();
    told.forEach(row -> rows.add(new Row<>(row.get(0).toString(), item.apply(row))));
    boolean more = rows.size() > limit;
    List<T> items = rows.stream().limit(limit).map(Row::item).toList();
    return new Page<>(items, more ? cursors.behind(list, rows.get(limit - 1).member()) : null);
  }

  @Override
  public Future<Optional<Session>> session(String id) {
    return read("session", id)
        .map(row -> row.size() == 0 ? Optional.empty() : Optional.of(session(row)));
  }

  private static Session session(Response told) {
    JsonArray head = new JsonArray(told.get(1).toString());
    String[] row = told.get(2).toString().split(" ", -1);
    String who = told.get(3).toString();
    return new Session(
        told.get(0).toString(),
        head.getString(0),
        head.getString(1),
        who.isEmpty() ? List.of() : List.of(who.split(" ", -1)),
        head.getBoolean(2),
        row[0].equals("1") ? SessionState.CLOSED : SessionState.ACTIVE,
        Instant.ofEpochMilli(head.getLong(3)),
        Instant.ofEpochMilli(Long.parseLong(row[3])),
        Long.parseLong(row[2]),
        null);
  }

  @Override
  public Future<Page<Session>> sessions(SessionQuery query) {
    return Future.succeededFuture()
        .compose(
            none -> {
              Object[] at = cursors.place("sessions", query.cursor(), Long.MAX_VALUE, "~");
              int limit = Page.limit(query.limit());
              return sessions(query, at, limit + 1, new ArrayList<>())
                  .map(found -> page(found, limit));
            });
  }

  private Future<List<Session>> sessions(
      SessionQuery query, Object[] at, int wanted, List<Session> found) {
    SessionState state = query.state();
    String closed = state == null ? "" : state == SessionState.CLOSED ? "1" : "0";
    String text = query.text() == null ? "" : Fields.folded(query.text());
    String who = query.participant() == null ? "" : query.participant();
    return read("sessions", at[0], at[1], closed, text, who, wanted - found.size())
        .compose(
            told -> {
              told.get(3).forEach(row -> found.add(session(row)));
              Object[] next = {told.get(1).toString(), told.get(2).toString()};
              boolean done = found.size() >= wanted || told.get(0).toInteger() == 1;
              return done ? Future.succeededFuture(found) : sessions(query, next, wanted, found);
            });
  }

  private Page<Session> page(List<Session> found, int limit) {
    if (found.size() <= limit) {
      return new Page<>(found, null);
    }
    Session last = found.get(limit - 1);
    long at = last.lastActivityAt().toEpochMilli();
    return new Page<>(found.subList(0, limit), cursors.behind("sessions", at, last.id()));
  }

  @Override
  public Future<Optional<Agent>> agent(String id) {
    return read("agent", id).map(row -> Optional.ofNullable(row).map(found -> agent(id, found)));
  }

  private static Agent agent(String id, Response row) {
    return Stamps.agent(id, new JsonArray(row.toString()), 0);
  }

  @Override
  public Future<Page<Agent>> agents(PageQuery query) {
    return page("agents", query, row -> agent(row.get(0).toString(), row.get(1)));
  }

  @Override
  public Future<Optional<Credential>> credential(String hash) {
    return read("credential", hash)
        .map(row -> Optional.ofNullable(row).map(found -> credential(hash, found)));
  }

  private static Credential credential(String hash, Response row) {
    String[] fields = row.toString().split(" ", -1);
    Instant at = Instant.ofEpochMilli(Long.parseLong(fields[2]));
    return new Credential(hash, fields[0], Access.valueOf(fields[1].toUpperCase(Locale.ROOT)), at);
  }

  @Override
  public Future<Page<Credential>> credentials(PageQuery query) {
    return page(
        "credentials",
        query,
        row -> credential(row.get(0).toString().split(" ", -1)[1], row.get(1)));
  }

  @Override
  public Future<Page<Known>> forgotten(PageQuery query) {
    return page("forgotten", query, row -> known(row.get(0).toString(), row.get(1)));
  }

  @Override
  public Future<Page<DeadLetter>> dead(PageQuery query) {
    return page("dead", query, ListReads::dead);
  }

  private static DeadLetter dead(Response row) {
    String[] member = row.get(0).toString().split(" ", -1);
    JsonArray brief = Agendas.brief(row.get(1));
    return new DeadLetter(
        member[3],
        brief.getString(1),
        member[2],
        brief.getString(4),
        Instant.ofEpochMilli(Long.parseLong(member[0])));
  }

  @Override
  public Future<List<Due>> deadlines(int limit) {
    return read("deadlines", limit)
        .map(
            told -> {
              List<Due> dues = new ArrayList<>();
              for (int i = 0; i < told.size(); i += 2) {
                dues.add(due(told.get(i).toString().split(" ", -1), told.get(i + 1).toString()));
              }
              return dues;
            });
  }

  private static Due due(String[] member, String at) {
    return new Due(
        Instant.ofEpochMilli((long) Double.parseDouble(at)),
        EntryType.valueOf(member[1].toUpperCase(Locale.ROOT)),
        member[2],
        Long.parseLong(member[0]));
  }
}
