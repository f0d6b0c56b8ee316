package dev.multichat.move;

import dev.multichat.store.SessionStore;
import dev.multichat.store.sqlite.SqliteStore;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.params.provider.Arguments;

/** A technology between which is moved; whoever adds one adds a line here. */
record StoreKind(String kind, Opener opener) {
  static final List<StoreKind> ALL =
      List.of(
          new StoreKind(
              "sqlite",
              (vertx, place, readOnly, clock) ->
                  SqliteStore.open(vertx, "sqlite:" + place + ".db", readOnly, clock)));

  /** Opens a store over data that belong to a place. */
  interface Opener {
    Future<? extends SessionStore> open(Vertx vertx, Path place, boolean readOnly, Clock clock);
  }

  /** Every one with every one. */
  static List<Arguments> pairs() {
    return ALL.stream().flatMap(from -> ALL.stream().map(to -> Arguments.of(from, to))).toList();
  }

  @Override
  public String toString() {
    return kind;
  }
}
