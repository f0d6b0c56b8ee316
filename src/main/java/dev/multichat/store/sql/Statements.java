package dev.multichat.store.sql;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The writer's connection; parameters are {@code ?}, or {@code ?1}, {@code ?2}. Values are null,
 * texts, numbers and bytes. For one thread, which waits for each answer. A fault of the database is
 * an {@link SQLException}; a value that it does not take is an unchecked exception.
 */
public interface Statements extends AutoCloseable {
  /** Runs it now; how many rows it changed. */
  int run(String sql, @Nullable Object... values) throws SQLException;

  /** Runs it before whatever comes next; its failure may show only then. */
  void send(String sql, @Nullable Object... values) throws SQLException;

  /** Puts it by until it is flushed. */
  void add(String sql, @Nullable Object... values) throws SQLException;

  /** Runs what was put by of this statement, as {@link #send} does. */
  void flush(String sql) throws SQLException;

  /** Runs what was put by of this statement now; the rows changed by each. */
  int[] count(String sql) throws SQLException;

  <T> List<T> list(String sql, Function<Cells, T> mapper, @Nullable Object... values)
      throws SQLException;

  default <T> Optional<T> first(String sql, Function<Cells, T> mapper, @Nullable Object... values)
      throws SQLException {
    List<T> found = list(sql, mapper, values);
    return found.isEmpty() ? Optional.empty() : Optional.of(found.get(0));
  }

  default long number(String sql, @Nullable Object... values) throws SQLException {
    return first(sql, row -> row.number(0), values).orElse(0L);
  }

  /** What a statement that ends in {@code IN (?)} finds for all keys, a few together. */
  default <T> List<T> each(String sql, Function<Cells, T> mapper, List<?> keys)
      throws SQLException {
    List<T> found = new ArrayList<>();
    for (int from = 0; from < keys.size(); from += Keys.TOGETHER) {
      List<?> some = keys.subList(from, Math.min(keys.size(), from + Keys.TOGETHER));
      found.addAll(list(Keys.room(sql, some.size()), mapper, Keys.filled(some)));
    }
    return found;
  }

  /** Waits for what was sent, and fails as the first of it did. */
  void settle() throws SQLException;

  void commit() throws SQLException;

  /** Back to where the transaction began; what was put by is to be forgotten before. */
  void rollback() throws SQLException;

  /** Forgets what was put by. */
  void forget() throws SQLException;

  @Override
  void close() throws SQLException;
}
