package dev.multichat.store.redis;

import static dev.multichat.store.contract.Trial.await;

import dev.multichat.store.SessionStore;
import dev.multichat.store.SessionStoreContract;
import dev.multichat.store.contract.MovableClock;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** The contract over the redis-server that is installed, without which it fails. */
@Tag("it")
class InstalledRedisStoreTest extends SessionStoreContract {
  @TempDir static Path folder;
  private static RealRedis redis;
  private final String prefix = UUID.randomUUID() + ":";

  @BeforeAll
  static void startRedis() {
    redis = RealRedis.installed(folder, "--appendonly", "yes", "--appendfsync", "always");
  }

  @AfterAll
  static void stopRedis() {
    redis.close();
  }

  @Override
  protected SessionStore open(String name, boolean readOnly, MovableClock clock) {
    String url = redis.url() + "?prefix=" + prefix + name + ":";
    return await(RedisStore.open(vertx, url, readOnly, clock));
  }
}
