package dev.multichat.gateway.mcp;

import static dev.multichat.store.contract.Trial.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.gateway.mcp.Wires.Came;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** One client: with a session once it was initialized, else of the version without. */
final class McpClient {
  private static final String META = "io.modelcontextprotocol/";
  private static final String STATELESS = "2026-07-28";

  private final Wires wires;
  private final String token;
  private final AtomicInteger ids = new AtomicInteger();
  private @Nullable String session;
  private String version = STATELESS;

  McpClient(Wires wires, String token) {
    this.wires = wires;
    this.token = token;
  }

  /** The result of {@code initialize}. */
  JsonObject initialize(String wanted) {
    JsonObject params =
        new JsonObject()
            .put("protocolVersion", wanted)
            .put("capabilities", new JsonObject())
            .put("clientInfo", new JsonObject().put("name", "trial").put("version", "1"));
    Came came = wires.send("POST", token, request(1, "initialize", params).encode());
    assertThat(came.status()).as(came.text()).isEqualTo(200);
    session = came.headers().get("Mcp-Session-Id");
    JsonObject result = came.json().getJsonObject("result");
    version = result.getString("protocolVersion");
    assertThat(notified("notifications/initialized", new JsonObject()).status()).isEqualTo(202);
    return result;
  }

  String session() {
    return String.valueOf(session);
  }

  static JsonObject request(@Nullable Object id, String method, JsonObject params) {
    JsonObject request = new JsonObject().put("jsonrpc", "2.0").put("method", method);
    return (id == null ? request : request.put("id", id)).put("params", params);
  }

  /** What every request of the version without sessions has beside its parameters. */
  static JsonObject meta() {
    return new JsonObject()
        .put(META + "protocolVersion", STATELESS)
        .put(META + "clientCapabilities", new JsonObject())
        .put(META + "clientInfo", new JsonObject().put("name", "trial").put("version", "1"));
  }

  Came notified(String method, JsonObject params) {
    return wires.send(
        "POST", token, request(null, method, params).encode(), headers(method, params));
  }

  /** A request under an id of its own, and what came back. */
  Came asked(String method, JsonObject params) {
    return await(asking(ids.incrementAndGet(), method, params));
  }

  Future<Came> asking(Object id, String method, JsonObject params) {
    Buffer body = request(id, method, whole(params)).toBuffer();
    return wires.going("POST", token, body, headers(method, params));
  }

  /** The same, taken as it comes. */
  Future<Streamed> streaming(Object id, String method, JsonObject params) {
    Buffer body = request(id, method, whole(params)).toBuffer();
    return wires.streamed("POST", token, body, headers(method, params));
  }

  private JsonObject whole(JsonObject params) {
    return session != null
        ? params
        : params
            .copy()
            .put("_meta", params.getJsonObject("_meta", new JsonObject()).copy().mergeIn(meta()));
  }

  /** The headers of a request, name and value in turns. */
  String[] headers(String method, JsonObject params) {
    List<String> headers = new ArrayList<>(List.of("MCP-Protocol-Version", version));
    if (session != null) {
      headers.addAll(List.of("Mcp-Session-Id", session));
    } else {
      headers.addAll(List.of("Mcp-Method", method));
      String name = params.getString("name", params.getString("uri"));
      if (name != null) {
        headers.addAll(List.of("Mcp-Name", name));
      }
    }
    return headers.toArray(String[]::new);
  }

  /** The result of a request that succeeded. */
  JsonObject result(String method, JsonObject params) {
    Came came = asked(method, params);
    assertThat(came.status()).as(came.text()).isEqualTo(200);
    JsonObject result = came.json().getJsonObject("result");
    assertThat(result).as(came.text()).isNotNull();
    return result;
  }

  /** The result of a tool's call, an error or not. */
  JsonObject tool(String name, JsonObject arguments) {
    return result("tools/call", new JsonObject().put("name", name).put("arguments", arguments));
  }

  Future<Came> calling(Object id, String name, JsonObject arguments) {
    return asking(id, "tools/call", new JsonObject().put("name", name).put("arguments", arguments));
  }
}
