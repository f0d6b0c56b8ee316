package dev.multichat.store.sqlite;

import dev.multichat.core.ErrorCode;
import dev.multichat.core.MultichatException;
import dev.multichat.store.ProcessLock;
import dev.multichat.store.sql.Faults;
import dev.multichat.store.sql.Ledger;
import dev.multichat.store.sql.Writing;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that writes. Each piece of work is a transaction of its own and is durable when
 * its future completes; work that fails, be it with an {@code Error}, is undone. After a failed
 * write to the disk, or when it could not be undone, nothing more is written until the file was
 * closed, opened again and found sound.
 */
final class Writer implements Writing {
  private static final String NEWEST =
      "SELECT max((SELECT coalesce(max(position), 0) FROM entry), coalesce("
          + "(SELECT CAST(value AS INTEGER) FROM meta WHERE name = 'position'), 0))";

  private final WorkerExecutor executor;
  private final DataFile file;
  private final ProcessLock lock;
  private @Nullable Ledger ledger;
  private boolean finished;

  /** Opens the database on the executor's thread. */
  Writer(WorkerExecutor executor, DataFile file) throws SQLException {
    this.executor = executor;
    this.file = file;
    this.lock = file.prepare();
    try {
      this.ledger = open();
    } catch (SQLException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private Ledger open() throws SQLException {
    int schema = Database.schema(file);
    Connection connection = Database.writer(file);
    try {
      Migrations.run(connection, schema);
      JdbcStatements sql = new JdbcStatements(connection);
      return new Ledger(sql, SqliteDialect.INSTANCE, sql.number(NEWEST));
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  @Override
  public <T> Future<T> write(Work<T> work) {
    try {
      return executor.executeBlocking(() -> transact(work), false).recover(this::fail);
    } catch (RejectedExecutionException e) {
      return Future.failedFuture(Faults.closed());
    }
  }

  private <T> Future<T> fail(Throwable failure) {
    return Future.failedFuture(SqliteFaults.of(failure));
  }

  private <T> T transact(Work<T> work) throws SQLException {
    Ledger open = ready();
    T result;
    try {
      result = work.on(open);
      open.commit();
    } catch (Throwable e) {
      undo(open, e);
      throw e;
    }
    return result;
  }

  private Ledger ready() throws SQLException {
    if (finished) {
      throw Faults.closed();
    }
    if (ledger == null) {
      Ledger opened = open();
      if (!JdbcStatements.sound(opened.sql)) {
        opened.close();
        throw new MultichatException(
            ErrorCode.UNAVAILABLE,
            "The database "
                + file.path()
                + " was damaged by a failed write; restore it from a backup.");
      }
      ledger = opened;
    }
    return ledger;
  }

  private void undo(Ledger open, Throwable cause) {
    boolean undone = attempt(open::rollback, cause);
    boolean suspect = cause instanceof SQLException e && SqliteFaults.code(e) == SqliteFaults.IOERR;
    if (suspect || !undone) {
      ledger = null;
      attempt(open::close, cause);
    }
  }

  private interface Step {
    void run() throws SQLException;
  }

  /** Whether it could be done; what is told is why the work failed. */
  private static boolean attempt(Step step, Throwable cause) {
    try {
      step.run();
      return true;
    } catch (Throwable e) {
      // The virtual machine may throw the very same error twice when memory is short.
      if (e != cause) {
        cause.addSuppressed(e);
      }
      return false;
    }
  }

  @Override
  public Future<Void> close() {
    return executor
        .<Void>executeBlocking(this::finish, false)
        .recover(this::fail)
        .eventually(executor::close);
  }

  /** Closes at once; for the executor's thread. */
  @Nullable Void finish() throws SQLException {
    finished = true;
    try (lock;
        Ledger last = ledger) {
      if (last != null && last.sql instanceof JdbcStatements sql) {
        sql.checkpoint();
      }
    }
    return null;
  }
}
