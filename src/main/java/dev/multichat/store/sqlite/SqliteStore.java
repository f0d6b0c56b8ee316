package dev.multichat.store.sqlite;

import dev.multichat.core.ErrorCode;
import dev.multichat.core.MultichatException;
import dev.multichat.store.SessionStore;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;

/** Stands in until the branch with the store is merged. */
public final class SqliteStore {
  private SqliteStore() {}

  public static Future<SessionStore> open(Vertx vertx, String url, boolean readOnly, Clock clock) {
    return Future.failedFuture(
        new MultichatException(ErrorCode.UNAVAILABLE, "This build has no store for " + url + "."));
  }
}
