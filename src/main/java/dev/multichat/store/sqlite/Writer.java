package dev.multichat.store.sqlite;

import dev.multichat.core.ErrorCode;
import dev.multichat.core.MultichatException;
import dev.multichat.store.ProcessLock;
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
final class Writer {
  private final WorkerExecutor executor;
  private final DataFile file;
  private final ProcessLock lock;
  private @Nullable Ledger ledger;
  private boolean finished;

  /** What is done inside one transaction. */
  interface Work<T> {
    T on(Ledger ledger) throws SQLException;
  }

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
      return new Ledger(new Statements(connection));
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  /** Queues the work; it is done in the order of the calls. */
  <T> Future<T> write(Work<T> work) {
    try {
      return executor.executeBlocking(() -> transact(work), false).recover(this::fail);
    } catch (RejectedExecutionException e) {
      return Future.failedFuture(Faults.closed());
    }
  }

  private <T> Future<T> fail(Throwable failure) {
    return Future.failedFuture(Faults.of(failure));
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
      if (!opened.sql.sound()) {
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
    boolean suspect = cause instanceof SQLException e && Faults.code(e) == Faults.IOERR;
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

  /** Finishes what was queued before, then closes. */
  Future<Void> close() {
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
      if (last != null) {
        last.sql.checkpoint();
      }
    }
    return null;
  }
}
