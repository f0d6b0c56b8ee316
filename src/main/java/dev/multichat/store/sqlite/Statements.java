package dev.multichat.store.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Each statement of the writer, prepared once and used again. For one thread. */
final class Statements implements AutoCloseable {
  private final Connection connection;
  private final Map<String, PreparedStatement> prepared = new HashMap<>();

  /** Makes a value of the row at hand. */
  interface Mapper<T> {
    T of(ResultSet row) throws SQLException;
  }

  Statements(Connection connection) {
    this.connection = connection;
  }

  /** Runs it now; how many rows it changed. */
  int run(String sql, @Nullable Object... values) throws SQLException {
    return bound(sql, values).executeUpdate();
  }

  /** Puts it by until {@link #flush}. */
  void add(String sql, @Nullable Object... values) throws SQLException {
    bound(sql, values).addBatch();
  }

  /** Runs what was put by of this statement; the rows changed by each. */
  int[] flush(String sql) throws SQLException {
    return statement(sql).executeBatch();
  }

  <T> List<T> list(String sql, Mapper<T> mapper, @Nullable Object... values) throws SQLException {
    List<T> found = new ArrayList<>();
    try (ResultSet rows = bound(sql, values).executeQuery()) {
      while (rows.next()) {
        found.add(mapper.of(rows));
      }
    }
    return found;
  }

  <T> Optional<T> first(String sql, Mapper<T> mapper, @Nullable Object... values)
      throws SQLException {
    List<T> found = list(sql, mapper, values);
    return found.isEmpty() ? Optional.empty() : Optional.of(found.get(0));
  }

  long number(String sql, @Nullable Object... values) throws SQLException {
    return first(sql, row -> row.getLong(1), values).orElse(0L);
  }

  /** Whether the file is whole, as far as SQLite sees it. */
  boolean sound() throws SQLException {
    return first("PRAGMA quick_check(1)", row -> row.getString(1)).filter("ok"::equals).isPresent();
  }

  /** Copies the log into the file as far as readers allow; no transaction may be open. */
  void checkpoint() throws SQLException {
    connection.setAutoCommit(true);
    number("PRAGMA wal_checkpoint(PASSIVE)");
  }

  void commit() throws SQLException {
    connection.commit();
  }

  /** Undoes what was not committed; what was put by is to be forgotten before. */
  void rollback() throws SQLException {
    connection.rollback();
  }

  /** Forgets what was put by. */
  void forget() throws SQLException {
    for (PreparedStatement statement : prepared.values()) {
      statement.clearBatch();
    }
  }

  private PreparedStatement bound(String sql, @Nullable Object[] values) throws SQLException {
    PreparedStatement statement = statement(sql);
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
    return statement;
  }

  private PreparedStatement statement(String sql) throws SQLException {
    PreparedStatement statement = prepared.get(sql);
    if (statement == null) {
      statement = connection.prepareStatement(sql);
      prepared.put(sql, statement);
    }
    return statement;
  }

  @Override
  public void close() throws SQLException {
    for (PreparedStatement statement : prepared.values()) {
      statement.close();
    }
    connection.close();
  }
}
