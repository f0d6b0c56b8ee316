package dev.multichat.gateway.mcp;

import dev.multichat.core.Handover.Handed;
import dev.multichat.core.MultichatException;
import dev.multichat.core.Texts;
import dev.multichat.gateway.Shared;
import dev.multichat.gateway.mcp.tools.Told;
import dev.multichat.gateway.mcp.tools.Toolbox;
import dev.multichat.wire.McpTerms;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;

/** The tools in the protocol: listed, and called. A refusal is a result that a model reads. */
final class Tools implements Feature {
  private static final String LIST = "tools/list";
  private static final int KEPT_MS = 300_000;

  private final Vertx vertx;
  private final Toolbox toolbox;
  private final Shared shared;

  Tools(Vertx vertx, Toolbox toolbox, Shared shared) {
    this.vertx = vertx;
    this.toolbox = toolbox;
    this.shared = shared;
  }

  @Override
  public Map<String, Method> methods() {
    return Map.of(LIST, this::list, McpTerms.CALL_TOOL, this::call);
  }

  @Override
  public JsonObject capabilities() {
    return new JsonObject().put("tools", new JsonObject());
  }

  @Override
  public Map<String, Integer> keptMs() {
    return Map.of(LIST, KEPT_MS);
  }

  private Future<JsonObject> list(Asked asked, JsonObject params) {
    if (params.getValue("cursor") != null) {
      throw RpcError.of(
          RpcError.INVALID_PARAMS, "'cursor' is of no list here: all tools are on one page.");
    }
    return Future.succeededFuture(new JsonObject().put("tools", toolbox.definitions()));
  }

  private Future<JsonObject> call(Asked asked, JsonObject params) {
    if (!(params.getValue("name") instanceof String name)) {
      throw RpcError.of(RpcError.INVALID_PARAMS, "'name' is missing or no text.");
    }
    if (!toolbox.has(name)) {
      throw RpcError.of(
          RpcError.INVALID_PARAMS,
          "There is no tool '" + Texts.shown(name) + "'; tools/list tells what there is.");
    }
    Object given = params.getValue("arguments");
    if (given != null && !(given instanceof JsonObject)) {
      throw RpcError.of(RpcError.INVALID_PARAMS, "'arguments' must be an object.");
    }
    JsonObject arguments = given instanceof JsonObject json ? json : new JsonObject();
    return toolbox
        .call(name, arguments, asked.caller(), asked.trace(), new Beats(vertx, asked))
        .map(handed -> told(asked, handed))
        .recover(this::refused);
  }

  private static JsonObject told(Asked asked, Handed<Told> handed) {
    asked.whenTaken(handed::taken);
    return result(handed.value());
  }

  private Future<JsonObject> refused(Throwable failure) {
    if (!(failure instanceof MultichatException refusal)) {
      return Future.failedFuture(failure);
    }
    shared.refused(refusal);
    return Future.succeededFuture(result(Told.refusal(refusal)).put("isError", true));
  }

  private static JsonObject result(Told told) {
    JsonObject text = new JsonObject().put("type", "text").put("text", told.text());
    return new JsonObject()
        .put("content", new JsonArray().add(text))
        .put("structuredContent", told.data());
  }
}
