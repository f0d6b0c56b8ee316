package dev.multichat.store.postgres;

import static dev.multichat.store.contract.Trial.await;

import dev.multichat.store.SessionStore;
import dev.multichat.store.SessionStoreContract;
import dev.multichat.store.contract.MovableClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

/** The contract over the PostgreSQL that is installed, without which it fails. */
@Tag("it")
class InstalledPostgresStoreTest extends SessionStoreContract {
  private static InstalledPostgres postgres;
  private final String prefix = "db" + UUID.randomUUID().toString().replace("-", "");

  @BeforeAll
  static void startPostgres() throws IOException {
    postgres = new InstalledPostgres();
  }

  @AfterAll
  static void stopPostgres() {
    postgres.close();
  }

  @Override
  protected SessionStore open(String name, boolean readOnly, MovableClock clock) {
    try {
      return await(PostgresStore.open(vertx, postgres.database(prefix + name), readOnly, clock));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
