package dev.multichat.client;

import dev.multichat.wire.McpTerms;
import io.vertx.core.MultiMap;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A JSON-RPC message, or a batch of them, that goes on as it came; only what its way depends on is
 * looked into.
 *
 * @param ids of the requests that it makes
 * @param version of the protocol that it names itself (2026-07-28 and later); absent: that of the
 *     session
 */
record McpMessage(
    String text, JsonObject json, List<Object> ids, String method, @Nullable String version) {
  /** A version that is longer is none, and no header could hold it. */
  private static final int LONGEST_VERSION = 64;

  /** DecodeException for what is no JSON; nothing for JSON that can be no message. */
  static @Nullable McpMessage of(String text) {
    Object value = Json.decodeValue(text);
    if (value instanceof JsonArray batch) {
      if (batch.stream().noneMatch(JsonObject.class::isInstance)) {
        return null;
      }
      List<Object> ids = new ArrayList<>();
      batch.stream().map(McpMessage::requested).filter(Objects::nonNull).forEach(ids::add);
      return new McpMessage(text, new JsonObject(), ids, "", null);
    }
    return value instanceof JsonObject json ? of(text, json) : null;
  }

  private static McpMessage of(String text, JsonObject json) {
    Object id = requested(json);
    String method = json.getValue("method") instanceof String name ? name : "";
    List<Object> ids = id == null ? List.of() : List.of(id);
    return new McpMessage(text, json, ids, method, version(json));
  }

  /** The id, when this is a request. */
  private static @Nullable Object requested(Object message) {
    return message instanceof JsonObject json
            && json.containsKey("method")
            && McpTerms.isId(json.getValue("id"))
        ? json.getValue("id")
        : null;
  }

  private static @Nullable String version(JsonObject json) {
    return json.getValue("params") instanceof JsonObject params
            && params.getValue(McpTerms.META) instanceof JsonObject meta
            && meta.getValue(McpTerms.META_VERSION) instanceof String version
        ? version
        : null;
  }

  /** The JSON that this text is, or nothing. */
  static @Nullable Object json(String text) {
    try {
      return Json.decodeValue(text);
    } catch (DecodeException e) {
      return null;
    }
  }

  /** Whether this is a request or a notification, and no answer. */
  static boolean isSpoken(@Nullable Object value) {
    return value instanceof JsonObject message && message.getValue("method") instanceof String;
  }

  /** Whether some of it is no request with an id that can be read, no notification, no answer. */
  boolean isOdd() {
    return json(text) instanceof JsonArray batch
        ? batch.stream().anyMatch(McpMessage::isOdd)
        : isOdd(json);
  }

  private static boolean isOdd(Object value) {
    if (!(value instanceof JsonObject message)) {
      return true;
    }
    if (message.containsKey("method")) {
      return !isSpoken(message) || (message.containsKey("id") && requested(message) == null);
    }
    return !message.containsKey("result") && !message.containsKey("error");
  }

  /** Whether it belongs to no session. */
  boolean isStateless() {
    return version != null;
  }

  /** A text of its parameters, or none. */
  @Nullable Object parameter(String name) {
    return json.getValue("params") instanceof JsonObject params ? params.getValue(name) : null;
  }

  /** What a stateless message says once more in its head. */
  MultiMap headers() {
    MultiMap headers = MultiMap.caseInsensitiveMultiMap();
    if (version != null) {
      if (version.length() <= LONGEST_VERSION) {
        headers.add(McpTerms.VERSION_HEADER, McpTerms.header(version));
      }
      headers.add(McpTerms.METHOD_HEADER, McpTerms.header(method));
      String named = McpTerms.named(method);
      if (named != null && parameter(named) instanceof String name) {
        headers.add(McpTerms.NAME_HEADER, McpTerms.header(name));
      }
    }
    return headers;
  }
}
