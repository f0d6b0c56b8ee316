package dev.multichat.app;

import dev.multichat.config.Config;
import dev.multichat.core.Coordinator;
import dev.multichat.core.ErrorCode;
import dev.multichat.core.MultichatException;
import dev.multichat.store.SessionStore;
import dev.multichat.store.StoreInfo;
import io.vertx.core.Future;
import io.vertx.core.Vertx;

/** Stands in until the wiring is merged. */
record Daemon(Coordinator coordinator, StoreInfo info) {
  static Future<Daemon> start(Vertx vertx, Config config, boolean consoleQuiet) {
    return Future.failedFuture(missing("the daemon"));
  }

  static Future<Coordinator> reader(SessionStore store, Config config) {
    return Future.failedFuture(missing("reading"));
  }

  Future<Void> close() {
    return Future.succeededFuture();
  }

  static MultichatException missing(String what) {
    return new MultichatException(ErrorCode.UNAVAILABLE, "This build cannot do this yet: " + what);
  }
}
