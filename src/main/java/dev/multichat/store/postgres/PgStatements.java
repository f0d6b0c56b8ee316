package dev.multichat.store.postgres;

import dev.multichat.store.sql.Cells;
import dev.multichat.store.sql.Statements;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One connection as its thread uses it: what is sent goes out at once, and an answer is waited for
 * only where somebody needs it, so that a batch costs a few round trips.
 */
final class PgStatements implements Statements {
  private final SqlConnection connection;
  private final int timeoutMs;
  private final Map<String, List<Tuple>> putBy = new HashMap<>();
  private final List<Future<?>> unanswered = new ArrayList<>();
  private boolean committing;

  PgStatements(SqlConnection connection, int timeoutMs) {
    this.connection = connection;
    this.timeoutMs = timeoutMs;
  }

  @Override
  public int run(String sql, @Nullable Object... values) throws SQLException {
    return answer(query(sql, values)).rowCount();
  }

  @Override
  public void send(String sql, @Nullable Object... values) {
    unanswered.add(query(sql, values));
  }

  private Future<RowSet<Row>> query(String sql, @Nullable Object[] values) {
    return connection.preparedQuery(Spelling.numbered(sql)).execute(Spelling.tuple(values));
  }

  @Override
  public void add(String sql, @Nullable Object... values) {
    putBy.computeIfAbsent(sql, one -> new ArrayList<>()).add(Spelling.tuple(values));
  }

  @Override
  public void flush(String sql) {
    List<Tuple> batch = putBy.remove(sql);
    if (batch != null) {
      unanswered.add(connection.preparedQuery(Spelling.numbered(sql)).executeBatch(batch));
    }
  }

  @Override
  public int[] count(String sql) throws SQLException {
    List<Tuple> batch = putBy.remove(sql);
    if (batch == null) {
      return new int[0];
    }
    int[] counts = new int[batch.size()];
    RowSet<Row> answer =
        answer(connection.preparedQuery(Spelling.numbered(sql)).executeBatch(batch));
    for (int i = 0; i < counts.length && answer != null; i++) {
      counts[i] = answer.rowCount();
      answer = answer.next();
    }
    return counts;
  }

  @Override
  public <T> List<T> list(String sql, Function<Cells, T> mapper, @Nullable Object... values)
      throws SQLException {
    RowSet<Row> rows = answer(query(sql, values));
    List<T> found = new ArrayList<>(rows.size());
    for (Row row : rows) {
      found.add(mapper.apply(cells(row)));
    }
    return found;
  }

  private static Cells cells(Row row) {
    List<@Nullable Object> values = new ArrayList<>(row.size());
    for (int i = 0; i < row.size(); i++) {
      values.add(value(row.getValue(i)));
    }
    return new Cells(values);
  }

  private static @Nullable Object value(@Nullable Object value) {
    if (value instanceof String text) {
      return Spelling.given(text);
    }
    return value instanceof Buffer bytes ? bytes.getBytes() : value;
  }

  /** Waits for it and all that was sent before it; the first failure counts. */
  private <T> T answer(Future<T> last) throws SQLException {
    settle();
    return await(last);
  }

  @Override
  public void settle() throws SQLException {
    List<Future<?>> before = List.copyOf(unanswered);
    unanswered.clear();
    for (Future<?> one : before) {
      await(one);
    }
  }

  private <T> T await(Future<T> future) throws SQLException {
    try {
      return future.toCompletionStage().toCompletableFuture().get(timeoutMs, TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof PgException refused && PostgresFaults.isOfValue(refused)) {
        throw new IllegalArgumentException(refused);
      }
      throw new SQLException(e.getCause());
    } catch (TimeoutException e) {
      throw new SQLException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SQLException(e);
    }
  }

  /** Begins a transaction that commits whatever follows, or nothing of it. */
  void begin() {
    committing = false;
    send("BEGIN");
  }

  /** What follows can be undone alone, while what was locked before stays locked. */
  void mark() {
    send("SAVEPOINT begun");
  }

  @Override
  public void commit() throws SQLException {
    committing = true;
    run("COMMIT");
  }

  /** Whether it may have been committed although nothing was answered. */
  boolean isCommitting() {
    return committing;
  }

  @Override
  public void rollback() throws SQLException {
    run("ROLLBACK TO SAVEPOINT begun");
  }

  /** Ends the transaction without any of it. */
  void abandon() throws SQLException {
    forget();
    run("ROLLBACK");
  }

  @Override
  public void forget() {
    putBy.clear();
    unanswered.clear();
  }

  @Override
  public void close() {
    connection.close();
  }
}
