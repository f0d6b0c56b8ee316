package dev.multichat.store.sqlite;

import dev.multichat.store.sql.Readers;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.jdbcclient.JDBCPool;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The readers' connections to the file; rows are made into values on a worker thread. */
final class SqliteReaders implements Readers {
  private static final int READERS = 4;

  private final Pool pool;

  SqliteReaders(Vertx vertx, DataFile file) {
    this(vertx, file, new PoolOptions());
  }

  /** With other options, which must not set the number of readers. */
  SqliteReaders(Vertx vertx, DataFile file, PoolOptions options) {
    pool = JDBCPool.pool(vertx, Database.readers(file), options.setMaxSize(READERS));
  }

  @Override
  public <T> Future<RowSet<T>> ask(String sql, Function<Row, T> mapper, @Nullable Object[] values) {
    return pool.preparedQuery(sql).mapping(mapper).execute(Tuple.from(values));
  }

  @Override
  public Future<Void> close() {
    return pool.close();
  }
}
