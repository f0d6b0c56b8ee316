package dev.multichat.move;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.multichat.store.SessionStore;
import dev.multichat.store.json.JsonStore;
import dev.multichat.store.postgres.PostgresStore;
import dev.multichat.store.postgres.RealPostgres;
import dev.multichat.store.redis.RealRedis;
import dev.multichat.store.redis.RedisStore;
import dev.multichat.store.sqlite.SqliteStore;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.params.provider.Arguments;

/** A technology between which is moved; whoever adds one adds a line here. */
record StoreKind(String kind, Opener opener) {
  static final List<StoreKind> ALL =
      List.of(
          new StoreKind(
              "sqlite",
              (vertx, place, readOnly, clock) ->
                  SqliteStore.open(vertx, "sqlite:" + place + ".db", readOnly, clock)),
          new StoreKind(
              "redis",
              (vertx, place, readOnly, clock) ->
                  RedisStore.open(vertx, OneRedis.url(place), readOnly, clock)),
          new StoreKind(
              "postgres",
              (vertx, place, readOnly, clock) ->
                  PostgresStore.open(vertx, OnePostgres.url(place), readOnly, clock)),
          new StoreKind(
              "json",
              (vertx, place, readOnly, clock) ->
                  JsonStore.open(vertx, "json:" + place, readOnly, clock)));

  /** One server for all tests of the process, which ends with it. */
  private static final class OneRedis {
    private static final RealRedis SERVER = start();

    private static RealRedis start() {
      try {
        Path folder = Files.createTempDirectory("multichat-redis-");
        RealRedis server = RealRedis.brought(folder, "--save", "", "--appendonly", "no");
        Runtime.getRuntime().addShutdownHook(new Thread(server::kill));
        return server;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    static String url(Path place) {
      return SERVER.url() + "?timeoutMs=60000&prefix=" + place.toString().replace('/', '.') + ":";
    }
  }

  /** One database for all tests of the process, in which each place is a schema. */
  private static final class OnePostgres {
    private static final String DATABASE = RealPostgres.shared().fresh();

    static String url(Path place) {
      String name = UUID.nameUUIDFromBytes(place.toString().getBytes(UTF_8)).toString();
      return DATABASE + "?timeoutMs=60000&schema=place_" + name.replace("-", "");
    }
  }

  /** Opens a store over data that belong to a place. */
  interface Opener {
    Future<? extends SessionStore> open(Vertx vertx, Path place, boolean readOnly, Clock clock);
  }

  /** Every one with every one. */
  static List<Arguments> pairs() {
    return ALL.stream().flatMap(from -> ALL.stream().map(to -> Arguments.of(from, to))).toList();
  }

  /** Each with the next one, and the last with the first. */
  static List<Arguments> ring() {
    List<Arguments> ring = new ArrayList<>();
    for (int i = 0; i < ALL.size(); i++) {
      ring.add(Arguments.of(ALL.get(i), ALL.get((i + 1) % ALL.size())));
    }
    return ring;
  }

  @Override
  public String toString() {
    return kind;
  }
}
