package dev.multichat.store.sql;

import io.vertx.core.Future;
import java.sql.SQLException;

/** The one who writes: each piece of work is a transaction of its own, durable when completed. */
public interface Writing {
  /** What is done inside one transaction. */
  interface Work<T> {
    T on(Ledger ledger) throws SQLException;
  }

  /** Queues the work; it is done in the order of the calls. */
  <T> Future<T> write(Work<T> work);

  /** Finishes what was queued before, then closes. */
  Future<Void> close();
}
