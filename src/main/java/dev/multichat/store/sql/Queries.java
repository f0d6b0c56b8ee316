package dev.multichat.store.sql;

import dev.multichat.core.Entry;
import dev.multichat.core.Page;
import dev.multichat.wire.Wire;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What is asked of the readers. Each query sees what was committed before it, as one snapshot. */
public final class Queries {
  final Dialect dialect;
  private final Readers readers;
  private volatile boolean closed;

  public Queries(Readers readers, Dialect dialect) {
    this.readers = readers;
    this.dialect = dialect;
  }

  /** All rows. */
  public <T> Future<List<T>> list(String sql, Function<Row, T> mapper, @Nullable Object... values) {
    if (closed) {
      return Future.failedFuture(Faults.closed());
    }
    return readers
        .ask(sql, mapper, values)
        .map(
            rows -> {
              List<T> found = new ArrayList<>(rows.size());
              rows.forEach(found::add);
              return found;
            })
        .recover(failure -> Future.failedFuture(dialect.fault(failure)));
  }

  <T> Future<Optional<T>> first(String sql, Function<Row, T> mapper, @Nullable Object... values) {
    return list(sql, mapper, values).map(rows -> rows.stream().findFirst());
  }

  Future<List<Entry>> entries(String sql, @Nullable Object... values) {
    return list(sql, Queries::entry, values);
  }

  /** The entry of a row that begins with its {@code doc} and its position. */
  static Entry entry(Row row) {
    return Faults.sound(row.getLong(1), () -> Wire.decode(row.getString(0), Entry.class));
  }

  /** A page of a query for one row more than the limit, which tells whether there is a next. */
  <T> Future<Page<T>> page(Future<List<T>> query, int limit, Function<T, String> cursorBehind) {
    return query.map(
        rows ->
            rows.size() <= limit
                ? new Page<>(rows, null)
                : new Page<>(rows.subList(0, limit), cursorBehind.apply(rows.get(limit - 1))));
  }

  static Instant time(Row row, String column) {
    return Instant.ofEpochMilli(row.getLong(column));
  }

  public Future<Void> close() {
    closed = true;
    return readers.close().recover(failure -> Future.failedFuture(dialect.fault(failure)));
  }
}
