package dev.multichat.bench;

import dev.multichat.core.Caller;
import dev.multichat.core.Draft;
import dev.multichat.wire.Endpoint;
import dev.multichat.wire.McpTerms;
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
  private static final String CLIENT = "clientInfo\":{\"name\":\"bench\",\"version\":\"1\"}";
  private static final String META =
      "\"_meta\":{\"%1$sprotocolVersion\":\"%2$s\",\"%1$sclientCapabilities\":{},\"%1$s%3$s}"
          .formatted(McpTerms.PREFIX, McpTerms.STATELESS, CLIENT);
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
        McpTerms.CALL_TOOL,
        "send_message",
        "\"name\":\"send_message\",\"arguments\":" + arguments.encode());
  }

  Future<?> list(Caller caller) {
    return ask(caller, "tools/list", "", "");
  }

  private Future<?> ask(Caller caller, String method, String name, String params) {
    if (version.equals(McpTerms.STATELESS)) {
      RequestOptions options = headed(caller, version).putHeader(McpTerms.METHOD_HEADER, method);
      if (!name.isEmpty()) {
        options.putHeader(McpTerms.NAME_HEADER, name);
      }
      return answered(options, method, params.isEmpty() ? META : params + "," + META);
    }
    return sessions
        .computeIfAbsent(caller.agent(), agent -> begun(caller))
        .compose(
            id ->
                answered(
                    headed(caller, version).putHeader(McpTerms.SESSION_ID, id), method, params));
  }

  private RequestOptions headed(Caller caller, String spoken) {
    return pool.request(caller, Endpoint.MCP)
        .putHeader("Accept", McpTerms.JSON + ", " + McpTerms.EVENTS)
        .putHeader(McpTerms.VERSION_HEADER, spoken);
  }

  private Future<String> begun(Caller caller) {
    String params = "\"protocolVersion\":\"" + version + "\",\"capabilities\":{},\"" + CLIENT;
    return answered(headed(caller, version), McpTerms.INITIALIZE, params)
        .map(came -> came.headers().get(McpTerms.SESSION_ID));
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
