package dev.multichat.store.postgres;

import dev.multichat.core.MultichatException;
import dev.multichat.store.sql.Faults;
import dev.multichat.store.sql.Ledger;
import dev.multichat.store.sql.Writing;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.sql.SQLException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The one thread of this store that writes, among the writers of others. A transaction first locks
 * the row of the position, so that positions are given out in the order of the commits. When an
 * answer is lost, another connection is made; once that one has the lock, what was under way before
 * is over.
 */
final class Writer implements Writing {
  private static final String LOCK = "SELECT value FROM meta WHERE name = 'position' FOR UPDATE";

  private final Vertx vertx;
  private final WorkerExecutor executor;
  private final Address address;
  private final PostgresDialect dialect;
  private @Nullable Link link;
  private @Nullable Ledger ledger;
  private boolean finished;

  /** Takes a connection over on which the store was found or made. */
  Writer(Vertx vertx, WorkerExecutor executor, Address address, Link first) {
    this.vertx = vertx;
    this.executor = executor;
    this.address = address;
    this.dialect = new PostgresDialect(address);
    this.link = first;
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
    return Future.failedFuture(dialect.fault(failure));
  }

  private <T> T transact(Work<T> work) throws SQLException {
    if (finished) {
      throw Faults.closed();
    }
    Ledger open = begun();
    try {
      long position = open.position();
      T result = work.on(open);
      if (open.position() != position) {
        open.keepPosition();
      }
      open.commit();
      return result;
    } catch (Throwable e) {
      undo(open, e);
      throw e;
    }
  }

  /** In a transaction that has the lock; a connection that broke while it was idle is made anew. */
  private Ledger begun() throws SQLException {
    boolean fresh = link == null;
    try {
      return begin();
    } catch (SQLException e) {
      drop();
      if (fresh || !PostgresFaults.isLost(cause(e)) || cause(e) instanceof TimeoutException) {
        throw e;
      }
      return begun();
    }
  }

  private Ledger begin() throws SQLException {
    Link used = link;
    if (used == null) {
      used = Link.open(vertx, address, false);
      link = used;
    }
    if (ledger == null) {
      Server.commitDurably(used.sql());
      ledger = new Ledger(used.sql(), dialect, 0);
    }
    used.sql().begin();
    long position =
        used.sql()
            .first(LOCK, row -> Long.parseLong(String.valueOf(row.values().get(0))))
            .orElseThrow(() -> PostgresFaults.gone(address));
    used.sql().mark();
    ledger.begin(position);
    return ledger;
  }

  private static Throwable cause(Throwable e) {
    return e.getCause() == null ? e : e.getCause();
  }

  private void undo(Ledger open, Throwable e) {
    Link used = link;
    if (used == null) {
      return;
    }
    if (e instanceof SQLException && PostgresFaults.isLost(cause(e))) {
      boolean unknown = used.sql().isCommitting();
      drop();
      throw unknown && !isOver() ? PostgresFaults.lost(address, e) : settled(e);
    }
    try {
      open.forget();
      used.sql().abandon();
    } catch (SQLException | RuntimeException again) {
      e.addSuppressed(again);
      drop();
    }
  }

  private MultichatException settled(Throwable e) {
    return PostgresFaults.settled(address, e);
  }

  /** Whether what was under way has ended, since its lock is free. */
  private boolean isOver() {
    try {
      begin();
      if (link != null) {
        link.sql().abandon();
      }
      return true;
    } catch (SQLException | RuntimeException e) {
      drop();
      return false;
    }
  }

  private void drop() {
    if (link != null) {
      link.close();
    }
    link = null;
    ledger = null;
  }

  @Override
  public Future<Void> close() {
    return executor
        .<Void>executeBlocking(this::finish, false)
        .recover(this::fail)
        .eventually(executor::close);
  }

  private @Nullable Void finish() {
    finished = true;
    drop();
    return null;
  }
}
