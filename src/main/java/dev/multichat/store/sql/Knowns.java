package dev.multichat.store.sql;

import dev.multichat.store.Known;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The ids that a batch names and that were used before, looked up together. */
final class Knowns {
  private static final String ONE =
      "SELECT id, sender, hash, position FROM message WHERE id IN (?)";

  private final Statements sql;
  private final Map<String, Known> known = new HashMap<>();

  Knowns(Statements sql) {
    this.sql = sql;
  }

  /** Begins a batch that names these. */
  void load(Collection<String> ids) throws SQLException {
    known.clear();
    sql.each(ONE, Knowns::read, ids.stream().map(Ids::key).toList()).forEach(this::add);
  }

  /** Where those of them are that are known. */
  List<Long> positions(Collection<String> ids) {
    return ids.stream().map(known::get).filter(Objects::nonNull).map(Known::position).toList();
  }

  private static Known read(Cells row) {
    return new Known(
        Ids.id(row.bytes(0)), row.text(1), HexFormat.of().formatHex(row.bytes(2)), row.number(3));
  }

  /** From here on the id is used. */
  void add(Known one) {
    known.put(one.id(), one);
  }

  @Nullable Known find(@Nullable String id) {
    return id == null ? null : known.get(id);
  }
}
