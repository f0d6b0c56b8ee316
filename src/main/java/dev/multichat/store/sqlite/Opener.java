package dev.multichat.store.sqlite;

import dev.multichat.store.StoreInfo;
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

/** Opens a store: checks the file, and starts its writer and readers. */
final class Opener {
  private static final String DURABILITY = "each commit is synced to the disk";
  private static final String DURABILITY_READ = "opened only to read";

  private final Vertx vertx;
  private final String url;
  private final Clock clock;

  Opener(Vertx vertx, String url, Clock clock) {
    this.vertx = vertx;
    this.url = url;
    this.clock = clock;
  }

  Future<SqliteStore> open(boolean readOnly) {
    Future<SqliteStore> opened = readOnly ? toRead() : toWrite();
    return opened.recover(failure -> Future.failedFuture(Faults.of(failure)));
  }

  private Future<SqliteStore> toRead() {
    return vertx.executeBlocking(
        () -> {
          DataFile file = DataFile.of(url);
          file.checkReadable();
          StoreInfo info = info(file, DURABILITY_READ);
          return new SqliteStore(info, clock, null, new Queries(vertx, file));
        });
  }

  private Future<SqliteStore> toWrite() {
    WorkerExecutor executor =
        vertx.createSharedWorkerExecutor("sqlite-" + UUID.randomUUID(), 1, 1, TimeUnit.HOURS);
    Future<SqliteStore> opened =
        executor.executeBlocking(
            () -> {
              DataFile file = DataFile.of(url);
              return writing(file, new Writer(executor, file));
            },
            false);
    return opened.onFailure(failure -> executor.close());
  }

  /** Called on the writer's thread; leaves nothing open when it fails. */
  private SqliteStore writing(DataFile file, Writer writer) throws SQLException {
    try {
      StoreInfo info = info(file, DURABILITY);
      return new SqliteStore(info, clock, writer, new Queries(vertx, file));
    } catch (SQLException | RuntimeException e) {
      writer.finish();
      throw e;
    }
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
