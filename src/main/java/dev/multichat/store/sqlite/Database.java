package dev.multichat.store.sqlite;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteDataSource;

/** How connections to the file are opened: the writer's durable, the readers' unable to write. */
final class Database {
  private static final int BUSY_TIMEOUT_MS = 5000;
  private static final int WRITER_CACHE_KIB = 32 * 1024;
  private static final int WAL_BYTES = 64 * 1024 * 1024;
  private static final int WAL_PAGES = 16000;

  private Database() {}

  /** The schema of the file, which is not changed, not even its journal; refused as told there. */
  static int schema(DataFile file) throws SQLException {
    try (Connection connection = new SQLiteConfig().createConnection(url(file))) {
      return Migrations.check(connection, file);
    }
  }

  private static String url(DataFile file) {
    return "jdbc:sqlite:" + file.path();
  }

  /** A connection that commits only when told to, and then durably. */
  static Connection writer(DataFile file) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(JournalMode.WAL);
    config.setSynchronous(SynchronousMode.FULL);
    config.setBusyTimeout(BUSY_TIMEOUT_MS);
    config.enforceForeignKeys(true);
    config.setCacheSize(-WRITER_CACHE_KIB);
    config.setWalAutocheckpoint(WAL_PAGES);
    config.setJournalSizeLimit(WAL_BYTES);
    Connection connection = config.createConnection(url(file));
    connection.setAutoCommit(false);
    return connection;
  }

  static DataSource readers(DataFile file) {
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    config.setBusyTimeout(BUSY_TIMEOUT_MS);
    SQLiteDataSource source = new SQLiteDataSource(config);
    // Where no shared memory can be made there is no writer either, so nothing changes.
    String suffix = file.needsNoSharedMemory() ? "?immutable=1" : "";
    source.setUrl(
        "jdbc:sqlite:"
            + file.path().toUri().toString().replaceFirst("^file:/+", "file:/")
            + suffix);
    return source;
  }
}
