package dev.multichat.store.postgres;

import dev.multichat.core.MultichatException;
import dev.multichat.store.StoreInfo;
import dev.multichat.store.sql.Queries;
import dev.multichat.store.sql.SqlStore;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.sql.SQLException;
import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The store in one PostgreSQL database. Completed means committed to the disk ({@code
 * synchronous_commit}), as far as the server's own settings go; any number of processes may write.
 */
public final class PostgresStore {
  private static final Logger LOG = LoggerFactory.getLogger(PostgresStore.class);

  private final Vertx vertx;
  private final Address address;
  private final Clock clock;

  private PostgresStore(Vertx vertx, Address address, Clock clock) {
    this.vertx = vertx;
    this.address = address;
    this.clock = clock;
  }

  /**
   * Opens a URL such as {@code postgresql://user:password@127.0.0.1:5432/multichat}: to write,
   * making what is missing, or only to read, which takes no lock and makes nothing. CONFLICT when
   * the schema is newer; UNAVAILABLE when the server cannot be used.
   */
  public static Future<SqlStore> open(Vertx vertx, String url, boolean readOnly, Clock clock) {
    try {
      return new PostgresStore(vertx, Address.of(url), clock).open(readOnly);
    } catch (MultichatException e) {
      return Future.failedFuture(e);
    }
  }

  private Future<SqlStore> open(boolean readOnly) {
    WorkerExecutor executor =
        vertx.createSharedWorkerExecutor("postgres-" + UUID.randomUUID(), 1, 1, TimeUnit.HOURS);
    Future<SqlStore> opened =
        executor.executeBlocking(() -> readOnly ? toRead() : toWrite(executor), false);
    return opened
        .recover(failure -> Future.failedFuture(PostgresFaults.of(address, failure)))
        .eventually(
            () -> opened.succeeded() && !readOnly ? Future.succeededFuture() : executor.close());
  }

  private SqlStore toRead() throws SQLException {
    try (Link link = Link.open(vertx, address, true)) {
      Server.of(link.sql(), address, true);
      return store(Migrations.info(link.sql(), address, "opened only to read"), null);
    }
  }

  private SqlStore toWrite(WorkerExecutor executor) throws SQLException {
    Link link = Link.open(vertx, address, false);
    try {
      Server server = Server.of(link.sql(), address, false);
      Server.commitDurably(link.sql());
      Migrations.run(link.sql(), address);
      StoreInfo info = Migrations.info(link.sql(), address, server.durability());
      tell(info, server);
      return store(info, new Writer(vertx, executor, address, link));
    } catch (SQLException | RuntimeException e) {
      link.close();
      throw e;
    }
  }

  private SqlStore store(StoreInfo info, @Nullable Writer writer) {
    Queries queries =
        new Queries(new PostgresReaders(vertx, address), new PostgresDialect(address));
    return new SqlStore(info, clock, true, writer, queries);
  }

  private static void tell(StoreInfo info, Server server) {
    if (server.keeps()) {
      LOG.info("{}: {}", info.url(), info.durability());
    } else {
      LOG.warn("{}: {}. Set fsync on and full_page_writes on.", info.url(), info.durability());
    }
  }
}
