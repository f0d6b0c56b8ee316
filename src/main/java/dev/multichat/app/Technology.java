package dev.multichat.app;

import dev.multichat.bench.Bed;
import dev.multichat.config.Secrets;
import dev.multichat.core.Awaiting;
import dev.multichat.core.ErrorCode;
import dev.multichat.core.MultichatException;
import dev.multichat.core.Texts;
import dev.multichat.store.postgres.PostgresBaseline;
import dev.multichat.store.redis.Erasure;
import dev.multichat.store.sqlite.SqliteBaseline;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A kind of store as {@code bench} needs it.
 *
 * @param fresh the URL of an empty store, which keeps its files, if it has any, in this folder
 * @param loop writes the same as a hub, without one
 * @param clear removes what is not in the folder; blocks
 */
record Technology(Function<Path, String> fresh, Loop loop, Consumer<String> clear) {
  /** The raw loop of a kind of store. */
  interface Loop {
    /** Writes so many messages into a fresh store, so many at once; blocks. */
    Bed.Raw run(Path folder, int messages, int batch) throws IOException, SQLException;
  }

  /** The kind of store that a URL stands for; INVALID when it cannot be measured. */
  static Technology of(Vertx vertx, String url) {
    return switch (url.substring(0, url.indexOf(':') + 1)) {
      case "sqlite:" ->
          new Technology(
              folder -> "sqlite:" + folder.resolve("multichat.db"),
              Technology::sqlite,
              nothing -> {});
      case "json:" ->
          new Technology(
              folder -> "json:" + folder.resolve("sessions"), Technology::json, nothing -> {});
      case "redis:", "rediss:", "unix:" -> redis(vertx, url);
      case "postgresql:" -> postgres(vertx, url);
      default ->
          throw MultichatException.invalid(
              "bench cannot measure '"
                  + Texts.shown(Secrets.masked(url))
                  + "'; name a store such as sqlite:x, json:x, redis://127.0.0.1:6379/0 or"
                  + " postgresql://user:password@127.0.0.1:5432/db.");
    };
  }

  private static Bed.Raw sqlite(Path folder, int messages, int batch) throws SQLException {
    Path file = folder.resolveSibling(folder.getFileName() + ".db");
    var result = SqliteBaseline.run(file, messages, batch);
    return new Bed.Raw(result.perSecond(), result.p50Micros());
  }

  private static Bed.Raw json(Path folder, int messages, int batch) throws IOException {
    var result = dev.multichat.store.json.RawLoop.run(folder, messages, batch);
    return new Bed.Raw(result.perSecond(), result.p50Micros());
  }

  /** Under prefixes of its own, beside whatever the server holds. */
  private static Technology redis(Vertx vertx, String url) {
    String server = url.contains("?") ? url.substring(0, url.indexOf('?')) : url;
    Consumer<String> clear = used -> Awaiting.result(Erasure.of(vertx, used));
    Loop loop =
        (folder, messages, batch) -> {
          String fresh = prefixed(server);
          try {
            var result = dev.multichat.store.redis.RawLoop.run(vertx, fresh, messages, batch);
            return new Bed.Raw(result.perSecond(), result.p50Micros());
          } finally {
            clear.accept(fresh);
          }
        };
    return new Technology(folder -> prefixed(server), loop, clear);
  }

  /** In PostgreSQL schemas of its own, beside whatever the database holds. */
  private static Technology postgres(Vertx vertx, String url) {
    String database = url.contains("?") ? url.substring(0, url.indexOf('?')) : url;
    Loop loop =
        (folder, messages, batch) -> {
          String fresh = inSchema(database);
          try {
            var result = PostgresBaseline.run(vertx, fresh, messages, batch);
            return new Bed.Raw(result.perSecond(), result.p50Micros());
          } finally {
            dev.multichat.store.postgres.Erasure.run(vertx, fresh);
          }
        };
    return new Technology(folder -> inSchema(database), loop, used -> erase(vertx, used));
  }

  private static void erase(Vertx vertx, String used) {
    try {
      dev.multichat.store.postgres.Erasure.run(vertx, used);
    } catch (SQLException e) {
      throw new MultichatException(
          ErrorCode.UNAVAILABLE, "What the benchmark wrote could not be removed.", e);
    }
  }

  private static String inSchema(String database) {
    return database + "?schema=bench_" + UUID.randomUUID().toString().replace("-", "");
  }

  private static String prefixed(String server) {
    return server + "?prefix=multichat-bench-" + UUID.randomUUID() + ":";
  }
}
