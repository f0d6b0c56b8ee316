package dev.multichat.store.sqlite;

import dev.multichat.store.sql.Cells;
import dev.multichat.store.sql.Statements;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Each statement of the writer, prepared once and used again. For one thread. */
final class JdbcStatements implements Statements {
  private final Connection connection;
  private final Map<String, PreparedStatement> prepared = new HashMap<>();

  JdbcStatements(Connection connection) {
    this.connection = connection;
  }

  @Override
  public int run(String sql, @Nullable Object... values) throws SQLException {
    return bound(sql, values).executeUpdate();
  }

  @Override
  public void send(String sql, @Nullable Object... values) throws SQLException {
    run(sql, values);
  }

  @Override
  public void add(String sql, @Nullable Object... values) throws SQLException {
    bound(sql, values).addBatch();
  }

  @Override
  public void flush(String sql) throws SQLException {
    count(sql);
  }

  @Override
  public int[] count(String sql) throws SQLException {
    return statement(sql).executeBatch();
  }

  @Override
  public <T> List<T> list(String sql, Function<Cells, T> mapper, @Nullable Object... values)
      throws SQLException {
    List<T> found = new ArrayList<>();
    try (ResultSet rows = bound(sql, values).executeQuery()) {
      int columns = rows.getMetaData().getColumnCount();
      while (rows.next()) {
        found.add(mapper.apply(cells(rows, columns)));
      }
    }
    return found;
  }

  private static Cells cells(ResultSet rows, int columns) throws SQLException {
    List<@Nullable Object> values = new ArrayList<>(columns);
    for (int i = 1; i <= columns; i++) {
      values.add(rows.getObject(i));
    }
    return new Cells(values);
  }

  /** Whether the file is whole, as far as SQLite sees it. */
  static boolean sound(Statements sql) throws SQLException {
    return sql.first("PRAGMA quick_check(1)", row -> String.valueOf(row.values().get(0)))
        .filter("ok"::equals)
        .isPresent();
  }

  /** Copies the log into the file as far as readers allow; no transaction may be open. */
  void checkpoint() throws SQLException {
    connection.setAutoCommit(true);
    number("PRAGMA wal_checkpoint(PASSIVE)");
  }

  @Override
  public void settle() {
    // Everything was run at once.
  }

  @Override
  public void commit() throws SQLException {
    connection.commit();
  }

  @Override
  public void rollback() throws SQLException {
    connection.rollback();
  }

  @Override
  public void forget() throws SQLException {
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
