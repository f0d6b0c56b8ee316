package dev.multichat.store.sqlite;

import dev.multichat.store.StoreInfo;
import dev.multichat.store.sql.Queries;
import dev.multichat.store.sql.SqlStore;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The store in one SQLite file. Completed means synced to the disk (WAL, {@code synchronous=FULL});
 * one process writes, on one thread; others may read at the same time.
 */
public final class SqliteStore {
  private static final String DURABILITY = "each commit is synced to the disk";
  private static final String DURABILITY_READ = "opened only to read";

  private final Vertx vertx;
  private final String url;
  private final Clock clock;

  private SqliteStore(Vertx vertx, String url, Clock clock) {
    this.vertx = vertx;
    this.url = url;
    this.clock = clock;
  }

  /**
   * Opens {@code sqlite:<path>}: to write, creating what is missing, or only to read, which takes
   * no lock and creates nothing. CONFLICT when another process writes or the schema is newer;
   * UNAVAILABLE when the file cannot be used.
   */
  public static Future<SqlStore> open(Vertx vertx, String url, boolean readOnly, Clock clock) {
    return new SqliteStore(vertx, url, clock).open(readOnly);
  }

  private Future<SqlStore> open(boolean readOnly) {
    Future<SqlStore> opened = readOnly ? toRead() : toWrite();
    return opened.recover(failure -> Future.failedFuture(SqliteFaults.of(failure)));
  }

  private Future<SqlStore> toRead() {
    return vertx.executeBlocking(
        () -> {
          DataFile file = DataFile.of(url);
          file.checkReadable();
          StoreInfo info = info(file, DURABILITY_READ);
          return store(info, null, file);
        });
  }

  private Future<SqlStore> toWrite() {
    WorkerExecutor executor =
        vertx.createSharedWorkerExecutor("sqlite-" + UUID.randomUUID(), 1, 1, TimeUnit.HOURS);
    Future<SqlStore> opened =
        executor.executeBlocking(
            () -> {
              DataFile file = DataFile.of(url);
              return writing(file, new Writer(executor, file));
            },
            false);
    return opened.onFailure(failure -> executor.close());
  }

  /** Called on the writer's thread; leaves nothing open when it fails. */
  private SqlStore writing(DataFile file, Writer writer) throws SQLException {
    try {
      StoreInfo info = info(file, DURABILITY);
      return store(info, writer, file);
    } catch (SQLException | RuntimeException e) {
      writer.finish();
      throw e;
    }
  }

  private SqlStore store(StoreInfo info, @Nullable Writer writer, DataFile file) {
    Queries queries = new Queries(new SqliteReaders(vertx, file), SqliteDialect.INSTANCE);
    return new SqlStore(info, clock, false, writer, queries);
  }

  private static StoreInfo info(DataFile file, String durability) throws SQLException {
    try (Connection connection = Database.readers(file).getConnection()) {
      int schema = Migrations.check(connection, file);
      if (schema == 0) {
        throw file.unusable("is empty", "start the daemon once", null);
      }
      try (Statement statement = connection.createStatement();
          ResultSet row = statement.executeQuery("SELECT value FROM meta WHERE name = 'epoch'")) {
        if (!row.next()) {
          throw file.unusable("has no epoch, so it is damaged", "restore it from a backup", null);
        }
        return new StoreInfo(file.url(), durability, row.getString(1), schema);
      }
    }
  }
}
