package dev.multichat.bench;

import dev.multichat.core.Caller;
import dev.multichat.core.Draft;
import dev.multichat.wire.Endpoint;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Speaks the Model Context Protocol in one version, as lean as a load generator should: it looks
 * whether an answer is a refusal, but does not take it apart.
 */
final class ToolCalls {
  /** The version in which each request stands alone. */
  static final String STATELESS = "2026-07-28";

  /** The newest version that begins with a session. */
  static final String WITH_SESSIONS = "2025-11-25";

  private static final String SESSION = "Mcp-Session-Id";
  private static final String PREFIX = "io.modelcontextprotocol/";
  private static final String CLIENT = "clientInfo\":{\"name\":\"bench\",\"version\":\"1\"}";
  private static final String META =
      "\"_meta\":{\"%1$sprotocolVersion\":\"%2$s\",\"%1$sclientCapabilities\":{},\"%1$s%3$s}"
          .formatted(PREFIX, STATELESS, CLIENT);
  private static final int OK = 200;

  private final Pool pool;
  private final String version;
  private final Map<String, Future<String>> sessions = new ConcurrentHashMap<>();
  private final AtomicLong ids = new AtomicLong();

  ToolCalls(Pool pool, String version) {
    this.pool = pool;
    this.version = version;
  }

  Future<?> send(Caller caller, Draft draft) {
    JsonObject arguments =
        new JsonObject()
            .put("session", draft.session())
            .put("to", new JsonArray(draft.to()))
            .put("kind", draft.kind().toString())
            .put("subject", draft.subject())
            .put("body", draft.body());
    return ask(
        caller,
        "tools/call",
        "send_message",
        "\"name\":\"send_message\",\"arguments\":" + arguments.encode());
  }

  Future<?> list(Caller caller) {
    return ask(caller, "tools/list", "", "");
  }

  private Future<?> ask(Caller caller, String method, String name, String params) {
    if (version.equals(STATELESS)) {
      RequestOptions options = headed(caller, version).putHeader("Mcp-Method", method);
      if (!name.isEmpty()) {
        options.putHeader("Mcp-Name", name);
      }
      return answered(options, method, params.isEmpty() ? META : params + "," + META);
    }
    return sessions
        .computeIfAbsent(caller.agent(), agent -> begun(caller))
        .compose(id -> answered(headed(caller, version).putHeader(SESSION, id), method, params));
  }

  private RequestOptions headed(Caller caller, String spoken) {
    return pool.request(caller, Endpoint.MCP)
        .putHeader("Accept", "application/json, text/event-stream")
        .putHeader("MCP-Protocol-Version", spoken);
  }

  private Future<String> begun(Caller caller) {
    String params = "\"protocolVersion\":\"" + version + "\",\"capabilities\":{},\"" + CLIENT;
    return answered(headed(caller, version), "initialize", params)
        .map(came -> came.headers().get(SESSION));
  }

  private Future<Pool.Came> answered(RequestOptions options, String method, String params) {
    String request =
        "{\"jsonrpc\":\"2.0\",\"id\":"
            + ids.incrementAndGet()
            + ",\"method\":\""
            + method
            + "\",\"params\":{"
            + params
            + "}}";
    return pool.post(options, Buffer.buffer(request)).compose(ToolCalls::result);
  }

  private static Future<Pool.Came> result(Pool.Came came) {
    String text = came.body().toString();
    boolean refused = text.contains("\"isError\":true") || !text.contains("\"result\":");
    return came.status() == OK && !refused
        ? Future.succeededFuture(came)
        : Future.failedFuture("The hub answered " + came.status() + ": " + text);
  }
}
