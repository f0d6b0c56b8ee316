package dev.multichat.gateway.mcp;

import dev.multichat.wire.McpTerms;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * A request of JSON-RPC 2.0, or a notification.
 *
 * @param id a text or a whole number, answered as it came; absent for a notification
 */
record Call(@Nullable Object id, String method, JsonObject params) {
  boolean isNotification() {
    return id == null;
  }

  /** What the caller says beside the parameters; empty when it says nothing. */
  JsonObject meta() {
    return params.getValue(McpTerms.META) instanceof JsonObject meta ? meta : new JsonObject();
  }

  /** The token under which progress is told, absent when the caller wants none. */
  @Nullable Object progressToken() {
    Object token = meta().getValue("progressToken");
    return McpTerms.isId(token) ? token : null;
  }
}
