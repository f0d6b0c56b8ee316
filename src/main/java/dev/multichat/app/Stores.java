package dev.multichat.app;

import dev.multichat.config.Config;
import dev.multichat.config.Secrets;
import dev.multichat.core.MultichatException;
import dev.multichat.core.Texts;
import dev.multichat.store.SessionStore;
import dev.multichat.store.json.JsonStore;
import dev.multichat.store.postgres.PostgresStore;
import dev.multichat.store.redis.RedisStore;
import dev.multichat.store.sqlite.SqliteStore;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which store a URL stands for. */
final class Stores {
  private interface Opener {
    Future<? extends SessionStore> open(Vertx vertx, String url, boolean readOnly, Clock clock);
  }

  private static final String SQLITE = "sqlite:";
  private static final String JSON = "json:";
  private static final Map<String, Opener> BY_PREFIX = byPrefix();

  private Stores() {}

  private static Map<String, Opener> byPrefix() {
    Map<String, Opener> openers = new LinkedHashMap<>();
    openers.put(SQLITE, SqliteStore::open);
    openers.put(JSON, JsonStore::open);
    openers.put("redis://", RedisStore::open);
    openers.put("rediss://", RedisStore::open);
    openers.put("unix://", RedisStore::open);
    openers.put("postgresql://", PostgresStore::open);
    return openers;
  }

  /** Refuses (INVALID) a cluster over a store that only one process can use. */
  static void checkShared(Config config) {
    if (config.cluster().enabled() && !canBeShared(config.store())) {
      throw MultichatException.invalid(
          "cluster.members is set, but the store "
              + Texts.shown(Secrets.masked(config.store()))
              + " is for one daemon alone; the nodes of a cluster share a store such as"
              + " redis://10.0.0.9:6379/0 or postgresql://10.0.0.9/multichat.");
    }
  }

  /** Whether several daemons can use it at once. */
  static boolean canBeShared(String url) {
    return List.of(SQLITE, JSON).stream().noneMatch(url::startsWith);
  }

  /** The same store, named so that it is found from every folder. */
  static String absolute(String url) {
    for (String prefix : List.of(SQLITE, JSON)) {
      if (url.startsWith(prefix) && url.length() > prefix.length()) {
        Path place = Path.of(url.substring(prefix.length()));
        return prefix + place.toAbsolutePath().normalize();
      }
    }
    return url;
  }

  /** Opens it, only to read or to write too; INVALID when nothing stands for its URL. */
  static Future<SessionStore> open(Vertx vertx, String url, boolean readOnly, Clock clock) {
    for (Map.Entry<String, Opener> known : BY_PREFIX.entrySet()) {
      if (url.startsWith(known.getKey())) {
        return known.getValue().open(vertx, url, readOnly, clock).map(store -> store);
      }
    }
    return Future.failedFuture(
        MultichatException.invalid(
            "store is '"
                + Texts.shown(Secrets.masked(url))
                + "'; it must begin with "
                + String.join(" or ", BY_PREFIX.keySet())
                + ", as in sqlite:data/multichat.db."));
  }
}
