package dev.multichat.client;

import io.vertx.core.MultiMap;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
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
  static final String VERSION_HEADER = "MCP-Protocol-Version";

  private static final String VERSION = "io.modelcontextprotocol/protocolVersion";
  private static final String ENCODED = "=?base64?";
  private static final Map<String, String> NAMES =
      Map.of("tools/call", "name", "prompts/get", "name", "resources/read", "uri");

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
    return message instanceof JsonObject json && json.containsKey("method")
        ? json.getValue("id")
        : null;
  }

  private static @Nullable String version(JsonObject json) {
    return json.getValue("params") instanceof JsonObject params
            && params.getValue("_meta") instanceof JsonObject meta
            && meta.getValue(VERSION) instanceof String version
        ? version
        : null;
  }

  /** The id that an answer has, when this text is one; it was checked to be JSON. */
  static @Nullable Object answered(String text) {
    try {
      return Json.decodeValue(text) instanceof JsonObject json && !json.containsKey("method")
          ? json.getValue("id")
          : null;
    } catch (DecodeException e) {
      return null;
    }
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
      headers.add(VERSION_HEADER, plain(version)).add("Mcp-Method", plain(method));
      String named = NAMES.get(method);
      if (named != null && parameter(named) instanceof String name) {
        headers.add("Mcp-Name", plain(name));
      }
    }
    return headers;
  }

  /** As a header may have it: visible ASCII, or the specification's form around Base64. */
  private static String plain(String value) {
    boolean visible = value.chars().allMatch(c -> c >= ' ' && c <= '~');
    boolean marked = value.startsWith(ENCODED) && value.endsWith("?=");
    return visible && !marked && value.equals(value.strip())
        ? value
        : ENCODED
            + Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8))
            + "?=";
  }
}
