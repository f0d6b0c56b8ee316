package dev.multichat.store.sqlite;

import static dev.multichat.store.contract.Trial.await;

import dev.multichat.store.SessionStore;
import dev.multichat.store.SessionStoreContract;
import dev.multichat.store.contract.MovableClock;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteStoreTest extends SessionStoreContract {
  @TempDir Path folder;

  @Override
  protected SessionStore open(String name, boolean readOnly, MovableClock clock) {
    return await(
        SqliteStore.open(vertx, "sqlite:" + folder.resolve(name + ".db"), readOnly, clock));
  }
}
