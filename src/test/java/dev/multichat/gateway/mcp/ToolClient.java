package dev.multichat.gateway.mcp;

import dev.multichat.core.Caller;
import dev.multichat.core.ErrorCode;
import dev.multichat.core.MultichatException;
import dev.multichat.gateway.mcp.Wires.Came;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Calls tools with the operator's token, as whichever agent calls; a session for each of them. */
final class ToolClient {
  private static final String STATELESS = "2026-07-28";
  private static final Pattern SNAKE = Pattern.compile("_([a-z])");
  private static final Pattern QUOTED = Pattern.compile("'[a-z_.]+'");

  private final Wires wires;
  private final String token;
  private final String version;
  private final Map<String, Future<String>> sessions = new ConcurrentHashMap<>();
  private final AtomicInteger ids = new AtomicInteger();
  private final Set<String> called = new ConcurrentSkipListSet<>();

  ToolClient(Wires wires, String token, String version) {
    this.wires = wires;
    this.token = token;
    this.version = version;
  }

  /** The tools that were called so far. */
  Set<String> called() {
    return called;
  }

  /** What the tool told as data; a refusal is the one that it tells. */
  Future<JsonObject> call(
      Caller caller, String tool, JsonObject arguments, @Nullable String trace) {
    called.add(tool);
    JsonObject params = new JsonObject().put("name", tool).put("arguments", arguments);
    if (trace != null) {
      params.put("_meta", new JsonObject().put("traceparent", trace));
    }
    return version.equals(STATELESS) ? alone(caller, params, tool) : inSession(caller, params);
  }

  private Future<JsonObject> alone(Caller caller, JsonObject params, String tool) {
    params.put("_meta", params.getJsonObject("_meta", new JsonObject()).mergeIn(McpClient.meta()));
    return asked(caller, "tools/call", params, "Mcp-Method", "tools/call", "Mcp-Name", tool)
        .compose(ToolClient::told);
  }

  private Future<JsonObject> inSession(Caller caller, JsonObject params) {
    return sessions
        .computeIfAbsent(caller.agent(), agent -> begun(caller))
        .compose(id -> asked(caller, "tools/call", params, "Mcp-Session-Id", id))
        .compose(ToolClient::told);
  }

  private Future<String> begun(Caller caller) {
    JsonObject params =
        new JsonObject()
            .put("protocolVersion", version)
            .put("capabilities", new JsonObject())
            .put("clientInfo", new JsonObject().put("name", "contract").put("version", "1"));
    return asked(caller, "initialize", params).map(came -> came.headers().get("Mcp-Session-Id"));
  }

  private Future<Came> asked(Caller caller, String method, JsonObject params, String... more) {
    List<String> headers = new ArrayList<>(List.of(more));
    headers.addAll(List.of("MCP-Protocol-Version", version));
    if (!caller.isOperator()) {
      headers.addAll(List.of("Multichat-Agent", caller.agent()));
    }
    JsonObject request = McpClient.request(ids.incrementAndGet(), method, params);
    return wires.going("POST", token, request.toBuffer(), headers.toArray(String[]::new));
  }

  private static Future<JsonObject> told(Came came) {
    JsonObject result = came.json().getJsonObject("result");
    if (result == null) {
      return Future.failedFuture(new IllegalStateException(came.text()));
    }
    JsonObject data = result.getJsonObject("structuredContent");
    return result.getBoolean("isError", false)
        ? Future.failedFuture(refusal(data))
        : Future.succeededFuture(data);
  }

  private static MultichatException refusal(JsonObject problem) {
    Map<String, String> details = new HashMap<>();
    problem.forEach(field -> details.put(field.getKey(), String.valueOf(field.getValue())));
    String detail =
        QUOTED
            .matcher(problem.getString("detail"))
            .replaceAll(name -> camel(name.group()).replace("$", "\\$"));
    return new MultichatException(ErrorCode.valueOf(problem.getString("code")), detail, details);
  }

  /** The name that the hub has for what a tool calls so. */
  static String camel(String name) {
    return SNAKE.matcher(name).replaceAll(word -> word.group(1).toUpperCase(Locale.ROOT));
  }
}
