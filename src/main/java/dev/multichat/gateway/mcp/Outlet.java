package dev.multichat.gateway.mcp;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

/** Where notifications of the server go: one session, or one stream that somebody listens on. */
interface Outlet {
  /**
   * Completes when the connection took it; fails when nobody listens any more, or with LIMITED.
   * From any thread.
   */
  Future<Void> notify(String method, JsonObject params);
}
