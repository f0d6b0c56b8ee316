package dev.multichat.store.postgres;

import dev.multichat.store.sql.Readers;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A few connections that can only read; none is waited for longer than the time limit. */
final class PostgresReaders implements Readers {
  private static final int READERS = 4;

  private final Pool pool;
  private final int timeoutMs;

  PostgresReaders(Vertx vertx, Address address) {
    this.pool = Link.pool(vertx, address, READERS, true);
    this.timeoutMs = address.timeoutMs();
  }

  @Override
  public <T> Future<RowSet<T>> ask(String sql, Function<Row, T> mapper, @Nullable Object[] values) {
    return pool.preparedQuery(Spelling.numbered(sql))
        .mapping(mapper)
        .execute(Spelling.tuple(values))
        .timeout(timeoutMs, TimeUnit.MILLISECONDS);
  }

  @Override
  public Future<Void> close() {
    return pool.close();
  }
}
