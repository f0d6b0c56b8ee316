package dev.multichat.store.sql;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Connections that only read. Each query sees what was committed before it, as one snapshot. */
public interface Readers {
  /** Asks with the parameters of {@link Statements}. */
  <T> Future<RowSet<T>> ask(String sql, Function<Row, T> mapper, @Nullable Object[] values);

  Future<Void> close();
}
