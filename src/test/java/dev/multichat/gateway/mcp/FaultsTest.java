package dev.multichat.gateway.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.gateway.mcp.Wires.Came;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every fault of a client has the answer that the protocol specifies, and never a 5xx. */
class FaultsTest extends McpTrial {
  private static final Spec SESSIONS = Spec.of("2025-11-25");
  private static final Spec STATELESS = Spec.of("2026-07-28");
  private static final JsonObject NONE = new JsonObject();
  private static final String PING = McpClient.request(1, "ping", new JsonObject()).encode();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"jsonrpc\":                                                   | -32700",
        "nonsense                                                        | -32700",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"id\":2,\"method\":\"ping\"}     | -32700",
        "42                                                              | -32600",
        "null                                                            | -32600",
        "{}                                                              | -32600",
        "[]                                                              | -32600",
        "[{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}]            | -32600",
        "{\"jsonrpc\":\"1.0\",\"id\":1,\"method\":\"ping\"}              | -32600",
        "{\"id\":1,\"method\":\"ping\"}                                  | -32600",
        "{\"jsonrpc\":\"2.0\",\"id\":null,\"method\":\"ping\"}           | -32600",
        "{\"jsonrpc\":\"2.0\",\"id\":1.5,\"method\":\"ping\"}            | -32600",
        "{\"jsonrpc\":\"2.0\",\"id\":{},\"method\":\"ping\"}             | -32600",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":7}                     | -32600",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\",\"params\":[]}| -32600"
      })
  void whatIsNoRequestIsSaidSo(String body, int code) {
    McpClient client = session(two);

    Came came = wires.send("POST", two, body, client.headers("ping", NONE));

    assertThat(came.status()).isEqualTo(400);
    assertThat(came.code()).isEqualTo(code);
    SESSIONS.error(came);
  }

  @ParameterizedTest
  @ValueSource(ints = {257, 1_000_000})
  void anIdIsNoPlaceToKeepMuch(int length) {
    String body = McpClient.request("x".repeat(length), "ping", NONE).encode();
    Came came = wires.send("POST", two, body, session(two).headers("ping", NONE));

    assertThat(came.status()).isEqualTo(400);
    assertThat(came.code()).isEqualTo(-32600);
  }

  @Test
  void anIdThatCouldBeReadIsInTheAnswer() {
    Came came = wires.send("POST", two, "{\"id\":\"mine\",\"method\":\"ping\"}");

    assertThat(came.json().getString("id")).isEqualTo("mine");
  }

  @Test
  void anUnknownMethodIsToldInTheMannerOfItsVersion() {
    Came legacy = session(two).asked("tools/destroy", NONE);
    Came modern = stateless(two).asked("tools/destroy", NONE);

    assertThat(legacy.status()).isEqualTo(200);
    assertThat(legacy.code()).isEqualTo(-32601);
    SESSIONS.error(legacy);
    assertThat(modern.status()).isEqualTo(404);
    assertThat(modern.code()).isEqualTo(-32601);
    STATELESS.error(modern);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"name\":\"no_such_tool\"}",
        "{\"name\":7}",
        "{}",
        "{\"name\":\"whoami\",\"arguments\":[]}",
        "{\"name\":\"whoami\",\"arguments\":\"x\"}"
      })
  void aCallOfNoToolIsAFaultOfTheProtocol(String params) {
    Came came = session(two).asked("tools/call", new JsonObject(params));

    assertThat(came.status()).isEqualTo(200);
    assertThat(came.code()).isEqualTo(-32602);
    SESSIONS.error(came);
  }

  @Test
  void aListIsOnOnePage() {
    Came came = session(two).asked("tools/list", new JsonObject().put("cursor", "x"));

    assertThat(came.code()).isEqualTo(-32602);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1900-01-01", "2024-11-05", "2026-07-29", "x"})
  void aVersionThatIsNotSpokenIsRefusedWithThoseThatAre(String version) {
    McpClient client = session(two);

    Came header =
        wires.send(
            "POST", two, PING, "Mcp-Session-Id", client.session(), "MCP-Protocol-Version", version);
    JsonObject meta = McpClient.meta().put("io.modelcontextprotocol/protocolVersion", version);
    String body = McpClient.request(1, "tools/list", new JsonObject().put("_meta", meta)).encode();
    Came modern = wires.send("POST", two, body, "MCP-Protocol-Version", version);

    for (Came came : new Came[] {header, modern}) {
      assertThat(came.status()).isEqualTo(400);
      assertThat(came.code()).isEqualTo(-32022);
      STATELESS.check("UnsupportedProtocolVersionError", came.json());
      assertThat(came.json().getJsonObject("error").getJsonObject("data").getJsonArray("supported"))
          .contains("2026-07-28", "2025-11-25");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "GET", "DELETE"})
  void aSessionSpeaksItsOwnVersionOnly(String method) {
    McpClient client = session(two);
    for (String version : new String[] {"2025-06-18", "2025-03-26"}) {
      Came came =
          wires.send(
              method,
              two,
              PING,
              "Mcp-Session-Id",
              client.session(),
              "MCP-Protocol-Version",
              version);

      assertThat(came.status()).as(version).isEqualTo(400);
      assertThat(came.code()).isEqualTo(-32600);
      assertThat(came.text()).contains(version, "2025-11-25");
    }
    Came silent = wires.send("POST", two, PING, "Mcp-Session-Id", client.session());
    assertThat(silent.status()).isEqualTo(200);
  }

  @Test
  void initializeSaysWhichVersionItWants() {
    Came came =
        wires.send("POST", two, McpClient.request(1, "initialize", new JsonObject()).encode());

    assertThat(came.code()).isEqualTo(-32602);
    assertThat(came.headers().contains("Mcp-Session-Id")).isFalse();
  }

  @Test
  void anOversizedBodyIsTooLarge() {
    String body = "{\"x\":\"" + "x".repeat(3 * 1024 * 1024) + "\"}";

    assertThat(wires.send("POST", two, body).status()).isEqualTo(413);
  }

  @Test
  void withoutATokenNobodyIsLetIn() {
    for (String method : new String[] {"POST", "GET", "DELETE"}) {
      for (String token : new String[] {"", "mc_" + "x".repeat(43)}) {
        Came came = wires.send(method, token, PING);

        assertThat(came.status()).isEqualTo(401);
        assertThat(came.headers().get("WWW-Authenticate")).startsWith("Bearer");
      }
    }
  }

  @Test
  void whatHttpHasAWordForIsSaidInIt() {
    assertThat(wires.send("POST", two, PING, "Content-Type", "text/plain").status()).isEqualTo(415);
    assertThat(wires.send("POST", two, PING, "Origin", "https://elsewhere.example").status())
        .isEqualTo(403);
    Came put = wires.send("PUT", two, PING);
    assertThat(put.status()).isEqualTo(405);
    assertThat(put.headers().get("Allow")).isEqualTo("DELETE, GET, POST");
    assertThat(put.type()).startsWith("application/problem+json");
    assertThat(put.json().getString("detail")).contains("DELETE, GET, POST");
  }

  @Test
  void bytesThatAreNoTextAreNoJson() {
    Came came = soon(wires.going("POST", two, Buffer.buffer(new byte[] {'"', (byte) 0xff, '"'})));

    assertThat(came.status()).isEqualTo(400);
    assertThat(came.code()).isEqualTo(-32700);
  }

  @Test
  void nothingThatAClientSendsEndsInAFailureOfTheHub() {
    McpClient client = session(two);
    String valid =
        McpClient.request(
                7,
                "tools/call",
                new JsonObject()
                    .put("name", "send_message")
                    .put(
                        "arguments",
                        args("to", new JsonArray().add(THREE), "body", "x", "kind", "inform")))
            .encode();
    Random random = new Random(1);
    for (int i = 0; i < 500; i++) {
      StringBuilder mutant = new StringBuilder(valid);
      for (int times = random.nextInt(3); times >= 0; times--) {
        int at = random.nextInt(mutant.length());
        mutant.setCharAt(at, "{}[]\",:0-n\\\u0000e".charAt(random.nextInt(13)));
      }
      Came came = wires.send("POST", two, mutant.toString(), client.headers("tools/call", NONE));

      assertThat(came.status()).as(mutant.toString()).isIn(200, 202, 400);
      if (came.status() != 202 && came.json().containsKey("error")) {
        assertThat(came.code()).as(mutant.toString()).isNotEqualTo(-32603);
      }
    }
    String deep = "[".repeat(100_000);
    assertThat(wires.send("POST", two, deep).code()).isEqualTo(-32700);
  }
}
