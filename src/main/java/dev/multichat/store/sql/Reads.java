package dev.multichat.store.sql;

import dev.multichat.core.Entry;
import dev.multichat.core.Message;
import dev.multichat.core.Receipt;
import dev.multichat.store.Kept;
import dev.multichat.store.Known;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is read of the log and of what became of its messages. */
final class Reads {
  // Between the first of the file and the first of the next one, which costs no index of its own.
  private static final String NOTICES =
      """
      WITH f(session, seq, position) AS MATERIALIZED (
        SELECT f.session, f.seq, f.position FROM message m
        JOIN entry e ON e.position = m.position
        JOIN entry f ON f.position = e.notices WHERE m.id = ?)
      SELECT e.position FROM f {join} entry e ON e.session = f.session AND e.seq >= f.seq
        AND e.seq < coalesce((SELECT n.seq FROM entry n WHERE n.session = f.session
          AND n.seq > f.seq AND n.notices > f.position ORDER BY n.seq LIMIT 1), 4611686018427387904)
      WHERE e.notices = f.position AND e.position > ? ORDER BY e.seq LIMIT ?""";
  private static final String OF_EXCHANGE =
      """
      WITH o(position) AS MATERIALIZED (
        SELECT e.position FROM message m
        JOIN entry e ON e.position = m.position AND e.opener = e.position WHERE m.id = ?)
      SELECT position FROM (SELECT position FROM o
        UNION SELECT r.position FROM o {join} entry r
          ON r.opener = o.position AND r.opener <> r.position
        UNION SELECT c.position FROM o {join} concern c ON c.opener = o.position) x
      WHERE position > ? ORDER BY position LIMIT ?""";
  private static final String STATES =
      "(SELECT string_agg(d.agent || ' ' || d.state || ' ' || d.at, ',') FROM delivery d"
          + " WHERE d.position = m.position)";
  private static final String FROM_MESSAGE =
      " FROM message m JOIN entry e ON e.position = m.position WHERE m.id = ?";

  private final Queries queries;
  private final Dialect dialect;
  private final Cuts cuts;

  Reads(Queries queries) {
    this.queries = queries;
    this.dialect = queries.dialect;
    this.cuts = new Cuts(dialect);
  }

  private String joined(String sql) {
    return sql.replace("{join}", dialect.join());
  }

  private String hash() {
    return dialect.hex("m.hash");
  }

  // The first of each file of notices and all that are no notices; and what was replied to.
  private String openings() {
    return "SELECT position FROM (SELECT position FROM entry "
        + dialect.by("entry_opening")
        + " WHERE opener = position AND (notices IS NULL OR notices = position)"
        + " AND position < ?1 AND (CAST(?2 AS TEXT) IS NULL OR session = ?2)"
        + " ORDER BY position DESC LIMIT ?3) x"
        + " UNION SELECT opener FROM (SELECT DISTINCT opener FROM entry "
        + dialect.by("entry_reply")
        + " WHERE opener <> position AND opener < ?1 AND (CAST(?2 AS TEXT) IS NULL OR session = ?2)"
        + " ORDER BY opener DESC LIMIT ?3) y ORDER BY position DESC LIMIT ?3";
  }

  Future<List<Message>> history(String session, long afterSeq, int limit) {
    return queries.list(
        cuts.ascending(
            "SELECT position FROM entry WHERE session = ? AND seq > ? ORDER BY seq LIMIT ?"),
        row -> message(Queries.entry(row)),
        session,
        afterSeq,
        limit);
  }

  Future<List<Entry>> feed(long afterPosition, int limit) {
    return queries.entries(
        cuts.ascending("SELECT position FROM entry WHERE position > ? ORDER BY position LIMIT ?"),
        afterPosition,
        limit);
  }

  Future<Optional<Entry>> message(String id) {
    return queries.first(
        "SELECT e.doc, e.position" + FROM_MESSAGE, Queries::entry, (Object) Ids.key(id));
  }

  Future<Optional<Known>> known(String id) {
    return queries.first(
        "SELECT m.sender, " + hash() + ", m.position FROM message m WHERE m.id = ?",
        row -> known(id, row),
        (Object) Ids.key(id));
  }

  private static Known known(String id, Row row) {
    return new Known(id, row.getString(0), row.getString(1), row.getLong(2));
  }

  Future<List<Known>> forgotten(String afterId, int limit) {
    return queries.list(
        "SELECT m.sender, "
            + (hash() + ", m.position, " + dialect.hex("m.id") + " FROM message m WHERE m.id > ?")
            + " AND NOT EXISTS (SELECT 1 FROM entry e WHERE e.position = m.position)"
            + " ORDER BY m.id LIMIT ?",
        row -> known(Ids.id(HexFormat.of().parseHex(row.getString(3))), row),
        Ids.key(afterId),
        limit);
  }

  Future<List<Entry>> inbox(String agent, long afterPosition, int limit) {
    return queries.entries(
        cuts.ascending(
            "SELECT position FROM delivery WHERE agent = ? AND unread = 1 AND position > ?"
                + " ORDER BY position LIMIT ?"),
        agent,
        afterPosition,
        limit);
  }

  Future<Optional<Receipt>> receipts(String message) {
    return queries.first(
        "SELECT e.doc, e.position, " + STATES + FROM_MESSAGE,
        Reads::receipt,
        (Object) Ids.key(message));
  }

  Future<Map<String, Kept>> kept(List<String> messages) {
    JsonArray keys = new JsonArray();
    messages.forEach(id -> keys.add(HexFormat.of().formatHex(Ids.key(id))));
    return queries
        .list(
            "SELECT m.sender, "
                + (hash() + ", m.position, " + dialect.hex("m.id") + ", ")
                + (dialect.field("e.doc", "to") + ", " + STATES + " FROM " + dialect.listed())
                + (" " + dialect.join() + " entry e ON e.position = m.position"),
            Reads::kept,
            keys.encode())
        .map(
            found -> {
              Map<String, Kept> byId = new HashMap<>();
              found.forEach(kept -> byId.put(kept.known().id(), kept));
              return byId;
            });
  }

  private static Kept kept(Row row) {
    String to = row.getString(4);
    Map<String, Receipt.Recipient> states = states(row.getString(5));
    List<Receipt.Recipient> recipients = new ArrayList<>();
    for (Object agent : to == null ? new JsonArray() : new JsonArray(to)) {
      if (states.containsKey((String) agent)) {
        recipients.add(state((String) agent, states));
      }
    }
    return new Kept(known(Ids.id(HexFormat.of().parseHex(row.getString(3))), row), recipients);
  }

  private static Receipt receipt(Row row) {
    Receipt first = Receipt.first(Queries.entry(row));
    Map<String, Receipt.Recipient> states = states(row.getString(2));
    return new Receipt(
        first.id(),
        first.session(),
        first.seq(),
        first.position(),
        first.exchange(),
        first.recordedAt(),
        first.recipients().stream().map(r -> state(r.agent(), states)).toList());
  }

  private static Receipt.Recipient state(String agent, Map<String, Receipt.Recipient> states) {
    return Objects.requireNonNull(states.get(agent), "each recipient has a state");
  }

  /** How far it came, from "agent state at" of each, with commas between them. */
  private static Map<String, Receipt.Recipient> states(@Nullable String told) {
    Map<String, Receipt.Recipient> states = new HashMap<>();
    for (String one : told == null ? new String[0] : told.split(",", -1)) {
      String[] parts = one.split(" ", -1);
      Instant at = Instant.ofEpochMilli(Long.parseLong(parts[2]));
      states.put(
          parts[0],
          new Receipt.Recipient(parts[0], Ids.STATES.get(Integer.parseInt(parts[1])), at));
    }
    return states;
  }

  Future<List<Entry>> exchange(String id, long afterPosition, int limit) {
    return queries.entries(cuts.ascending(joined(OF_EXCHANGE)), Ids.key(id), afterPosition, limit);
  }

  Future<List<Entry>> notices(String id, long afterPosition, int limit) {
    return queries.entries(cuts.ascending(joined(NOTICES)), Ids.key(id), afterPosition, limit);
  }

  Future<List<Entry>> openers(@Nullable String session, long belowPosition, int limit) {
    return queries.entries(cuts.descending(openings()), belowPosition, session, limit);
  }

  private static Message message(Entry entry) {
    return Objects.requireNonNull(entry.message(), "a message's entry");
  }
}
