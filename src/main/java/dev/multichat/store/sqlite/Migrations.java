package dev.multichat.store.sqlite;

import dev.multichat.core.ErrorCode;
import dev.multichat.core.MultichatException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;

/** Brings a database's schema up to date, one numbered script after the other, all or nothing. */
final class Migrations {
  /** The newest schema that this version knows. */
  static final int LATEST = 1;

  // "MltC": tells our files from other programs' databases.
  private static final int APPLICATION = 0x4d6c7443;
  private static final Pattern END = Pattern.compile(";\\s*\\n");

  private Migrations() {}

  /** Runs what is missing and commits; the connection must not commit by itself. */
  static void run(Connection connection, int schema) throws SQLException {
    if (schema == LATEST) {
      return;
    }
    try (Statement statement = connection.createStatement()) {
      for (int number = schema + 1; number <= LATEST; number++) {
        for (String sql : script(number)) {
          statement.execute(sql);
        }
      }
      if (schema == 0) {
        statement.execute("INSERT INTO meta VALUES ('epoch', '" + UUID.randomUUID() + "')");
        statement.execute("PRAGMA application_id = " + APPLICATION);
      }
      statement.execute("PRAGMA user_version = " + LATEST);
    }
    connection.commit();
  }

  /** The schema of the file, 0 for an empty one; refuses a newer one and foreign files. */
  static int check(Connection connection, DataFile file) throws SQLException {
    try {
      int application = number(connection, "PRAGMA application_id");
      int schema = number(connection, "PRAGMA user_version");
      boolean empty = number(connection, "SELECT count(*) FROM sqlite_schema") == 0;
      if (!empty && application != APPLICATION) {
        throw file.unusable("belongs to another program", "name another file", null);
      }
      if (schema > LATEST) {
        throw new MultichatException(
            ErrorCode.CONFLICT,
            file.path() + " has schema " + schema + "; this version knows up to " + LATEST + ".");
      }
      return empty ? 0 : schema;
    } catch (SQLException e) {
      if (SqliteFaults.code(e) == SqliteFaults.NOTADB) {
        throw file.unusable("is no SQLite database", "name another file, or move it away", e);
      }
      throw e;
    }
  }

  private static int number(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      return row.next() ? row.getInt(1) : 0;
    }
  }

  private static List<String> script(int number) {
    String name = String.format(Locale.ROOT, "%03d.sql", number);
    try (InputStream in = Migrations.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing in this program");
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return END.splitAsStream(text).filter(sql -> !sql.isBlank()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
