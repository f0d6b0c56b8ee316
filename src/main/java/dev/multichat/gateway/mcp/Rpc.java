package dev.multichat.gateway.mcp;

import dev.multichat.core.ErrorCode;
import dev.multichat.core.MultichatException;
import dev.multichat.wire.McpTerms;
import dev.multichat.wire.Wire;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** JSON-RPC 2.0: reads strictly, and writes what MCP's schemas allow. */
final class Rpc {
  private static final String JSONRPC = "jsonrpc";
  private static final String TWO = "2.0";
  private static final String ID = "id";
  private static final String METHOD = "method";
  private static final String PARAMS = "params";

  private Rpc() {}

  /** The object, or the list of a batch, in a body; a fault of the protocol for anything else. */
  static Object body(String text) {
    Object value;
    try {
      value = Wire.value(text);
    } catch (MultichatException refusal) {
      if (refusal.code() == ErrorCode.TOO_LARGE) {
        throw refusal;
      }
      throw RpcError.bad(RpcError.PARSE, String.valueOf(refusal.getMessage()));
    }
    if (value instanceof JsonObject || value instanceof JsonArray) {
      return value;
    }
    throw bad("The body must be a JSON object.");
  }

  /** Whether it answers a request; nobody is asked anything here, so it means nothing. */
  static boolean isAnswer(JsonObject json) {
    return !json.containsKey(METHOD) && (json.containsKey("result") || json.containsKey("error"));
  }

  /** The request or notification that it is; a fault of the protocol when it is none. */
  static Call call(JsonObject json) {
    if (!TWO.equals(json.getValue(JSONRPC))) {
      throw bad("'jsonrpc' must be \"2.0\".");
    }
    Object id = json.getValue(ID);
    if (json.containsKey(ID) && !McpTerms.isId(id)) {
      throw bad(
          "'id' must be a text of at most 256 characters or a whole number; a notification has none.");
    }
    if (!(json.getValue(METHOD) instanceof String method)) {
      throw bad("'method' is missing or no text.");
    }
    Object params = json.getValue(PARAMS);
    if (json.containsKey(PARAMS) && !(params instanceof JsonObject)) {
      throw bad("'params' must be an object.");
    }
    return new Call(id, method, params instanceof JsonObject given ? given : new JsonObject());
  }

  private static RpcError bad(String message) {
    return RpcError.bad(RpcError.INVALID_REQUEST, message);
  }

  /** The id of something that is no request, so far as it has one. */
  static @Nullable Object idOf(Object item) {
    Object id = item instanceof JsonObject json ? json.getValue(ID) : null;
    return McpTerms.isId(id) ? id : null;
  }

  static JsonObject result(@Nullable Object id, JsonObject result) {
    return new JsonObject().put(JSONRPC, TWO).put(ID, id).put("result", result);
  }

  /** Without an id when none could be read: MCP's schemas know no null there. */
  static JsonObject error(@Nullable Object id, RpcError error) {
    JsonObject json = new JsonObject().put(JSONRPC, TWO);
    return (id == null ? json : json.put(ID, id)).put("error", error.json());
  }

  static JsonObject notification(String method, JsonObject params) {
    return new JsonObject().put(JSONRPC, TWO).put(METHOD, method).put(PARAMS, params);
  }

  /** An item of a batch as an object; a fault of the protocol for anything else. */
  static JsonObject item(JsonArray batch, int at) {
    if (batch.getValue(at) instanceof JsonObject json) {
      return json;
    }
    throw bad("An item of the batch is no object.");
  }
}
