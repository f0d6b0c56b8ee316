package dev.multichat.store.sqlite;

import dev.multichat.core.Entry;
import dev.multichat.core.Message;
import dev.multichat.store.Known;
import dev.multichat.store.Write;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The ids that a batch names and that were used before, looked up together. */
final class Knowns {
  private static final int TOGETHER = 64;
  private static final String ONE =
      "SELECT id, sender, hash, position FROM message WHERE id IN (?)";
  private static final String MANY =
      ONE.replace("?", String.join(", ", Collections.nCopies(TOGETHER, "?")));

  private final Statements sql;
  private final Map<String, Known> known = new HashMap<>();

  Knowns(Statements sql) {
    this.sql = sql;
  }

  /** Begins a batch. */
  void load(List<Write> batch) throws SQLException {
    known.clear();
    Set<String> ids = new HashSet<>();
    for (Write write : batch) {
      name(ids, write.message());
      Entry entry = write.entry();
      if (entry != null) {
        name(ids, entry.about());
        entry.exchanges().forEach(id -> name(ids, id));
        Message message = entry.message();
        if (message != null) {
          name(ids, message.id());
          name(ids, message.inReplyTo());
        }
      }
    }
    look(ids);
  }

  private static void name(Set<String> ids, @Nullable String id) {
    if (id != null) {
      ids.add(id);
    }
  }

  private void look(Set<String> ids) throws SQLException {
    Iterator<String> left = ids.iterator();
    for (int open = ids.size(); open > 0; open = open > 4 ? open - TOGETHER : open - 1) {
      Object[] keys = new Object[open > 4 ? TOGETHER : 1];
      for (int i = 0; i < keys.length; i++) {
        keys[i] = left.hasNext() ? Ids.key(left.next()) : null;
      }
      sql.list(keys.length == 1 ? ONE : MANY, Knowns::read, keys).forEach(this::add);
    }
  }

  static Known read(ResultSet row) throws SQLException {
    return new Known(
        Ids.id(row.getBytes(1)),
        row.getString(2),
        HexFormat.of().formatHex(row.getBytes(3)),
        row.getLong(4));
  }

  /** From here on the id is used. */
  void add(Known one) {
    known.put(one.id(), one);
  }

  @Nullable Known find(@Nullable String id) {
    return id == null ? null : known.get(id);
  }
}
