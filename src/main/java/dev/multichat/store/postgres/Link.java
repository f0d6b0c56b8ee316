package dev.multichat.store.postgres;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.pgclient.PgBuilder;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnection;
import java.sql.SQLException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** How connections are made, and one of them for a thread that may wait. */
record Link(Pool pool, PgStatements sql) implements AutoCloseable {
  private static final int IDLE_SECONDS = 30;

  /** Connections that are made when they are needed, so many at most. */
  static Pool pool(Vertx vertx, Address address, int most, boolean readOnly) {
    return PgBuilder.pool()
        .with(
            new PoolOptions()
                .setMaxSize(most)
                .setConnectionTimeout(address.timeoutMs())
                .setConnectionTimeoutUnit(TimeUnit.MILLISECONDS)
                .setIdleTimeout(IDLE_SECONDS)
                .setIdleTimeoutUnit(TimeUnit.SECONDS))
        .with(
            new NetClientOptions()
                .setConnectTimeout(address.timeoutMs())
                .setTcpKeepAlive(true)
                .setIdleTimeout(2 * IDLE_SECONDS + address.timeoutMs() / 1000))
        .connectingTo(address.options(readOnly))
        .using(vertx)
        .build();
  }

  /** Connects within the time limit. */
  static Link open(Vertx vertx, Address address, boolean readOnly) throws SQLException {
    Pool pool = pool(vertx, address, 1, readOnly);
    try {
      SqlConnection connection =
          pool.getConnection()
              .toCompletionStage()
              .toCompletableFuture()
              .get(2L * address.timeoutMs(), TimeUnit.MILLISECONDS);
      return new Link(pool, new PgStatements(connection, address.timeoutMs()));
    } catch (ExecutionException e) {
      pool.close();
      throw new SQLException(e.getCause());
    } catch (TimeoutException e) {
      pool.close();
      throw new SQLException(e);
    } catch (InterruptedException e) {
      pool.close();
      Thread.currentThread().interrupt();
      throw new SQLException(e);
    }
  }

  @Override
  public void close() {
    sql.close();
    pool.close();
  }
}
