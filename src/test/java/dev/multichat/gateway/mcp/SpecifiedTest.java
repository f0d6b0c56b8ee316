package dev.multichat.gateway.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.gateway.mcp.Wires.Came;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All that is sent is as the published schemas have it. */
class SpecifiedTest extends McpTrial {
  private static final String STATELESS = "2026-07-28";
  private static final JsonObject NONE = new JsonObject();

  private McpClient client(String token, String version) {
    return version.equals(STATELESS) ? stateless(token) : session(token, version);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2025-03-26", "2025-06-18", "2025-11-25", STATELESS})
  void everyAnswerOfAToolIsAsSpecified(String version) {
    Spec spec = Spec.of(version);
    McpClient client = client(three, version);
    JsonObject listed = spec.result(client.asked("tools/list", NONE), "ListToolsResult");
    Map<String, JsonObject> outputs = new HashMap<>();
    listed.getJsonArray("tools").stream()
        .map(JsonObject.class::cast)
        .forEach(tool -> outputs.put(tool.getString("name"), tool.getJsonObject("outputSchema")));
    String id = sent("Sub", "body");
    String session =
        soon(daemon.coordinator().message(dev.multichat.contract.Scene.OPERATOR, id)).session();
    List<JsonObject> calls = calls(id, session);

    for (JsonObject call : calls) {
      Came came = client.asked("tools/call", call);
      JsonObject result = spec.result(came, "CallToolResult");
      JsonObject output = outputs.get(call.getString("name"));
      Spec.check(output, result.getJsonObject("structuredContent"));
      if (!result.getBoolean("isError", false)) {
        named(output, result.getJsonObject("structuredContent"));
      }
      assertThat(text(result)).isNotBlank();
    }
    assertThat(calls.stream().map(call -> call.getString("name")).distinct()).hasSize(10);
  }

  /** A model's program knows of every field from the schema. */
  private static void named(JsonObject schema, Object value) {
    if (value instanceof JsonArray list && schema.containsKey("items")) {
      list.forEach(item -> named(schema.getJsonObject("items"), item));
    } else if (value instanceof JsonObject object) {
      JsonObject properties = schema.getJsonObject("properties");
      if (properties == null) {
        assertThat(schema.getString("description").split(", ")).contains(names(object));
      } else {
        assertThat(properties.fieldNames()).contains(names(object));
        object.forEach(field -> named(properties.getJsonObject(field.getKey()), field.getValue()));
      }
    }
  }

  private static String[] names(JsonObject object) {
    return object.fieldNames().toArray(String[]::new);
  }

  /** Each tool once, and two that are refused. */
  private static List<JsonObject> calls(String id, String session) {
    return List.of(
        call("whoami", NONE),
        call("list_agents", NONE),
        call("check_inbox", NONE),
        call("acknowledge", args("ids", List.of(id))),
        call("send_message", args("in_reply_to", id, "body", "yes", "importance", "high")),
        call("ask", args("to", List.of(TWO), "body", "and?", "wait_seconds", 0)),
        call("open_session", args("topic", "T")),
        call("list_sessions", NONE),
        call("read_session", args("session", session)),
        call("read_devlog", args("session", session)),
        call("read_devlog", args("message", id)),
        call("read_session", NONE),
        call("send_message", args("to", List.of("nobody-here"), "body", "x")));
  }

  private static JsonObject call(String name, JsonObject arguments) {
    return new JsonObject().put("name", name).put("arguments", arguments);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2025-03-26", "2025-06-18", "2025-11-25"})
  void aSessionBeginsAsSpecified(String version) {
    McpClient client = new McpClient(wires, two);

    JsonObject begun = client.initialize(version);

    Spec spec = Spec.of(version);
    spec.check("InitializeResult", begun);
    spec.result(client.asked("ping", NONE), "EmptyResult");
    spec.error(client.asked("no/such", NONE));
  }

  @Test
  void discoveryIsAsSpecified() {
    Spec spec = Spec.of(STATELESS);

    JsonObject found = spec.result(stateless(two).asked("server/discover", NONE), "DiscoverResult");

    assertThat(
            found
                .getJsonObject("_meta")
                .getJsonObject("io.modelcontextprotocol/serverInfo")
                .getString("name"))
        .isEqualTo("multichat");
    spec.error(stateless(two).asked("no/such", NONE));
  }
}
