package dev.multichat.store.sqlite;

import dev.multichat.store.sql.RawLoop;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

/** The baseline of the benchmark over plain JDBC, as durable as the store. */
public final class SqliteBaseline {
  private SqliteBaseline() {}

  /** Writes so many messages into a fresh file, so many in each transaction. */
  public static RawLoop.Result run(Path db, int messages, int batch) throws SQLException {
    try (Connection connection = Database.writer(DataFile.of("sqlite:" + db))) {
      Migrations.run(connection, 0);
      return RawLoop.run(new JdbcStatements(connection), () -> {}, messages, batch);
    }
  }
}
