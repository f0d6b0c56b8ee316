package dev.multichat.store.sqlite;

import dev.multichat.core.Entry;
import dev.multichat.core.Message;
import dev.multichat.core.Receipt;
import dev.multichat.store.Kept;
import dev.multichat.store.Known;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is read of the log and of what became of its messages. */
final class Reads {
  // The first of each file of notices and all that are no notices; and what was replied to.
  private static final String OPENINGS =
      "SELECT position FROM (SELECT position FROM entry INDEXED BY entry_opening"
          + " WHERE opener = position AND (notices IS NULL OR notices = position)"
          + " AND position < ?1 AND (?2 IS NULL OR session = ?2)"
          + " ORDER BY position DESC LIMIT ?3)"
          + " UNION SELECT opener FROM (SELECT DISTINCT opener FROM entry INDEXED BY entry_reply"
          + " WHERE opener <> position AND opener < ?1 AND (?2 IS NULL OR session = ?2)"
          + " ORDER BY opener DESC LIMIT ?3) ORDER BY position DESC LIMIT ?3";
  private static final String OF_EXCHANGE =
      "WITH o(position) AS MATERIALIZED (SELECT e.position FROM message m JOIN entry e"
          + " ON e.position = m.position AND e.opener = e.position WHERE m.id = ?)"
          + " SELECT position FROM (SELECT position FROM o"
          + " UNION SELECT r.position FROM o CROSS JOIN entry r"
          + " ON r.opener = o.position AND r.opener <> r.position"
          + " UNION SELECT c.position FROM o CROSS JOIN concern c ON c.opener = o.position)"
          + " WHERE position > ? ORDER BY position LIMIT ?";
  // Between the first of the file and the first of the next one, which costs no index of its own.
  private static final String NOTICES =
      "WITH f(session, seq, position) AS MATERIALIZED (SELECT f.session, f.seq, f.position"
          + " FROM message m JOIN entry e ON e.position = m.position"
          + " JOIN entry f ON f.position = e.notices WHERE m.id = ?)"
          + " SELECT e.position FROM f CROSS JOIN entry e ON e.session = f.session AND e.seq >= f.seq"
          + " AND e.seq < coalesce((SELECT n.seq FROM entry n WHERE n.session = f.session"
          + " AND n.seq > f.seq AND n.notices > f.position ORDER BY n.seq LIMIT 1), 1 << 62)"
          + " WHERE e.notices = f.position AND e.position > ? ORDER BY e.seq LIMIT ?";
  private static final String RECEIPT =
      "SELECT e.doc, e.position, (SELECT json_group_object(d.agent, json_array(d.state, d.at))"
          + " FROM delivery d WHERE d.position = e.position)"
          + " FROM message m JOIN entry e ON e.position = m.position WHERE m.id = ?";

  private static final String FORGOTTEN =
      "SELECT m.sender, hex(m.hash), m.position, hex(m.id) FROM message m WHERE m.id > ?"
          + " AND NOT EXISTS (SELECT 1 FROM entry e WHERE e.position = m.position)"
          + " ORDER BY m.id LIMIT ?";

  private static final String KEPT =
      "SELECT m.sender, hex(m.hash), m.position, lower(hex(m.id)), e.doc ->> '$.message.to',"
          + " (SELECT json_group_object(d.agent, json_array(d.state, d.at))"
          + " FROM delivery d WHERE d.position = m.position)"
          + " FROM json_each(?) j CROSS JOIN message m ON m.id = unhex(j.value)"
          + " CROSS JOIN entry e ON e.position = m.position";

  private final Queries queries;

  Reads(Queries queries) {
    this.queries = queries;
  }

  Future<List<Message>> history(String session, long afterSeq, int limit) {
    return queries.list(
        Cuts.ascending(
            "SELECT position FROM entry WHERE session = ? AND seq > ? ORDER BY seq LIMIT ?"),
        row -> message(Queries.entry(row)),
        session,
        afterSeq,
        limit);
  }

  Future<List<Entry>> feed(long afterPosition, int limit) {
    return queries.entries(
        Cuts.ascending("SELECT position FROM entry WHERE position > ? ORDER BY position LIMIT ?"),
        afterPosition,
        limit);
  }

  Future<Optional<Entry>> message(String id) {
    return queries.first(
        "SELECT e.doc, e.position FROM message m JOIN entry e ON e.position = m.position WHERE m.id = ?",
        Queries::entry,
        (Object) Ids.key(id));
  }

  Future<Optional<Known>> known(String id) {
    return queries.first(
        "SELECT sender, hex(hash), position FROM message WHERE id = ?",
        row -> known(id, row),
        (Object) Ids.key(id));
  }

  private static Known known(String id, Row row) {
    return new Known(
        id, row.getString(0), row.getString(1).toLowerCase(Locale.ROOT), row.getLong(2));
  }

  Future<List<Known>> forgotten(String afterId, int limit) {
    return queries.list(
        FORGOTTEN,
        row -> known(Ids.id(HexFormat.of().parseHex(row.getString(3))), row),
        Ids.key(afterId),
        limit);
  }

  Future<List<Entry>> inbox(String agent, long afterPosition, int limit) {
    return queries.entries(
        Cuts.ascending(
            "SELECT position FROM delivery WHERE agent = ? AND unread = 1 AND position > ?"
                + " ORDER BY position LIMIT ?"),
        agent,
        afterPosition,
        limit);
  }

  Future<Optional<Receipt>> receipts(String message) {
    return queries.first(RECEIPT, Reads::receipt, (Object) Ids.key(message));
  }

  Future<Map<String, Kept>> kept(List<String> messages) {
    JsonArray keys = new JsonArray();
    messages.forEach(id -> keys.add(HexFormat.of().formatHex(Ids.key(id))));
    return queries
        .list(KEPT, Reads::kept, keys.encode())
        .map(
            found -> {
              Map<String, Kept> byId = new HashMap<>();
              found.forEach(kept -> byId.put(kept.known().id(), kept));
              return byId;
            });
  }

  private static Kept kept(Row row) {
    String to = row.getString(4);
    JsonObject states = new JsonObject(row.getString(5));
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
    JsonObject states = new JsonObject(row.getString(2));
    return new Receipt(
        first.id(),
        first.session(),
        first.seq(),
        first.position(),
        first.exchange(),
        first.recordedAt(),
        first.recipients().stream().map(r -> state(r.agent(), states)).toList());
  }

  private static Receipt.Recipient state(String agent, JsonObject states) {
    JsonArray state = states.getJsonArray(agent);
    return new Receipt.Recipient(
        agent, Ids.STATES.get(state.getInteger(0)), Instant.ofEpochMilli(state.getLong(1)));
  }

  Future<List<Entry>> exchange(String id, long afterPosition, int limit) {
    return queries.entries(Cuts.ascending(OF_EXCHANGE), Ids.key(id), afterPosition, limit);
  }

  Future<List<Entry>> notices(String id, long afterPosition, int limit) {
    return queries.entries(Cuts.ascending(NOTICES), Ids.key(id), afterPosition, limit);
  }

  Future<List<Entry>> openers(@Nullable String session, long belowPosition, int limit) {
    return queries.entries(Cuts.descending(OPENINGS), belowPosition, session, limit);
  }

  private static Message message(Entry entry) {
    return Objects.requireNonNull(entry.message(), "a message's entry");
  }
}
