package dev.multichat.store.json;

import static dev.multichat.store.contract.Trial.await;

import dev.multichat.store.SessionStore;
import dev.multichat.store.SessionStoreContract;
import dev.multichat.store.contract.MovableClock;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class JsonStoreTest extends SessionStoreContract {
  @TempDir Path folder;

  @Override
  protected SessionStore open(String name, boolean readOnly, MovableClock clock) {
    return await(JsonStore.open(vertx, "json:" + folder.resolve(name), readOnly, clock));
  }
}
