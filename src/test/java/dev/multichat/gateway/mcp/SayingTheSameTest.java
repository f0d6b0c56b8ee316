package dev.multichat.gateway.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.gateway.mcp.Wires.Came;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Without sessions each request says all by itself, and its headers say the same. */
class SayingTheSameTest extends McpTrial {
  private static final Spec STATELESS = Spec.of("2026-07-28");
  private static final JsonObject NONE = new JsonObject();
  private static final String PING = McpClient.request(1, "ping", new JsonObject()).encode();

  @ParameterizedTest
  @CsvSource({
    "MCP-Protocol-Version, 2025-11-25",
    "Mcp-Method, tools/list",
    "Mcp-Method, TOOLS/CALL",
    "Mcp-Name, list_agents",
    "Mcp-Name, =?base64?!?=",
    "Mcp-Name, =?base64?bGlzdF9hZ2VudHM=?="
  })
  void aHeaderThatSaysSomethingElseIsAMismatch(String header, String value) {
    Came came = whoami(header, value);

    assertThat(came.status()).isEqualTo(400);
    assertThat(came.code()).isEqualTo(-32020);
    assertThat(came.json().getInteger("id")).isEqualTo(5);
    STATELESS.check("HeaderMismatchError", came.json());
  }

  @Test
  void aNameInBase64MeansTheSame() {
    assertThat(whoami("Mcp-Name", "=?base64?d2hvYW1p?=").status()).isEqualTo(200);
  }

  private Came whoami(String header, String value) {
    JsonObject params = new JsonObject().put("name", "whoami").put("_meta", McpClient.meta());
    String body = McpClient.request(5, "tools/call", params).encode();
    String[] headers = {
      "MCP-Protocol-Version",
      "2026-07-28",
      "Mcp-Method",
      "tools/call",
      "Mcp-Name",
      "whoami",
      header,
      value
    };
    return wires.send("POST", two, body, headers);
  }

  @Test
  void headersThatAreMissingAreAMismatch() {
    JsonObject params = new JsonObject().put("name", "whoami").put("_meta", McpClient.meta());
    String body = McpClient.request(5, "tools/call", params).encode();

    Came none = wires.send("POST", two, body);
    Came noMethod = wires.send("POST", two, body, "MCP-Protocol-Version", "2026-07-28");
    Came noName =
        wires.send(
            "POST", two, body, "MCP-Protocol-Version", "2026-07-28", "Mcp-Method", "tools/call");

    for (Came came : new Came[] {none, noMethod, noName}) {
      assertThat(came.status()).isEqualTo(400);
      assertThat(came.code()).isEqualTo(-32020);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"protocolVersion", "clientCapabilities"})
  void withoutItsMetaARequestIsMalformed(String field) {
    JsonObject meta = McpClient.meta();
    meta.remove("io.modelcontextprotocol/" + field);
    String body = McpClient.request(1, "tools/list", new JsonObject().put("_meta", meta)).encode();

    Came came =
        wires.send(
            "POST", two, body, "MCP-Protocol-Version", "2026-07-28", "Mcp-Method", "tools/list");

    assertThat(came.status()).isEqualTo(400);
    assertThat(came.code()).isEqualTo(-32602);
    STATELESS.error(came);
  }

  @Test
  void erasDoNotMix() {
    McpClient client = session(two);
    String[] both = {"Mcp-Session-Id", client.session(), "MCP-Protocol-Version", "2026-07-28"};

    Came sessionWithNewHeader = wires.send("POST", two, PING, both);
    Came initializeWithoutSessions = stateless(two).asked("initialize", NONE);
    Came pingWithoutSessions = stateless(two).asked("ping", NONE);
    Came discoverInASession = client.asked("server/discover", NONE);

    assertThat(sessionWithNewHeader.status()).isEqualTo(400);
    assertThat(sessionWithNewHeader.code()).isEqualTo(-32602);
    assertThat(initializeWithoutSessions.status()).isEqualTo(404);
    assertThat(initializeWithoutSessions.code()).isEqualTo(-32601);
    assertThat(pingWithoutSessions.status()).isEqualTo(404);
    assertThat(discoverInASession.code()).isEqualTo(-32601);
    JsonObject params = new JsonObject().put("_meta", McpClient.meta());
    Came sessionIdIsIgnored =
        wires.send(
            "POST",
            three,
            McpClient.request(1, "tools/list", params).encode(),
            "Mcp-Session-Id",
            client.session(),
            "MCP-Protocol-Version",
            "2026-07-28",
            "Mcp-Method",
            "tools/list");
    assertThat(sessionIdIsIgnored.status()).isEqualTo(200);
    assertThat(sessionIdIsIgnored.headers().contains("Mcp-Session-Id")).isFalse();
  }
}
