package dev.multichat.gateway.mcp;

import dev.multichat.core.Caller;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

/** What tools cut, read on to its end. */
final class Cut {
  private final ToolClient tools;

  Cut(ToolClient tools) {
    this.tools = tools;
  }

  /** A message with all of its body. */
  Future<JsonObject> message(Caller caller, JsonObject told) {
    return read(caller, "read_session", "messages", "body", told);
  }

  /** A devlog with all of its markdown. */
  Future<JsonObject> devlog(Caller caller, JsonObject told) {
    return read(caller, "read_devlog", "devlogs", "markdown", told);
  }

  private Future<JsonObject> read(
      Caller caller, String tool, String list, String text, JsonObject told) {
    if (!told.getBoolean("truncated", false)) {
      return Future.succeededFuture(told);
    }
    JsonObject further =
        new JsonObject()
            .put("message", told.getString("id", told.getString("message")))
            .put("offset", told.getInteger("next_offset"));
    return tools
        .call(caller, tool, further, null)
        .map(more -> more.getJsonArray(list).getJsonObject(0))
        .map(more -> more.put(text, told.getString(text) + more.getString(text)))
        .compose(more -> read(caller, tool, list, text, more));
  }
}
