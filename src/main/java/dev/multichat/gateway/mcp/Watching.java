package dev.multichat.gateway.mcp;

import dev.multichat.core.Caller;
import dev.multichat.gateway.Places;
import dev.multichat.gateway.mcp.resources.Library;
import dev.multichat.gateway.mcp.resources.Watcher;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;

/** Makes watchers of resources, and counts each as its caller's until it is over. */
final class Watching {
  /** What a reader is told. */
  static final String UPDATED = "notifications/resources/updated";

  /** How many an agent has at most. */
  static final int MOST = 1000;

  private final Vertx vertx;
  private final Library library;
  private final Places places =
      new Places(MOST, "resources under watch; unsubscribe from some of them first");

  Watching(Vertx vertx, Library library) {
    this.vertx = vertx;
    this.library = library;
  }

  /**
   * One that is ready to begin; fails as reading does, and with LIMITED when the caller has too
   * many.
   */
  Future<Watcher> watch(Asked asked, String uri, Watcher.Reader reader) {
    Caller caller = asked.caller();
    return Resources.at(asked, uri)
        .compose(
            address -> {
              places.take(caller);
              return Watcher.of(vertx, library, caller, address, reader)
                  .onFailure(why -> places.give(caller));
            })
        .onSuccess(watcher -> watcher.whenOver(() -> places.give(caller)))
        .recover(why -> Future.failedFuture(Resources.hidden(asked, uri, why)));
  }

  /** What a notification about a resource says. */
  static JsonObject about(String uri) {
    return new JsonObject().put("uri", uri);
  }
}
