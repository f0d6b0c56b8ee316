package dev.multichat.client;

import static dev.multichat.contract.Scene.OPERATOR;
import static dev.multichat.store.contract.Trial.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.app.Daemon;
import dev.multichat.contract.Scene;
import dev.multichat.core.Access;
import dev.multichat.core.Agent;
import dev.multichat.core.ErrorCode;
import dev.multichat.core.MultichatException;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The bridge to a real daemon. */
class StdioBridgeTest {
  private static final JsonObject NOTHING = new JsonObject();

  @TempDir Path folder;
  private Vertx vertx;
  private Daemon daemon;
  private URI url;
  private String token;

  @BeforeEach
  void open() {
    vertx = Vertx.vertx();
    serve("0");
    token =
        await(daemon.identities().enrol(OPERATOR, Agent.of("agent-2", "", "", ""), Access.AGENT))
            .token();
  }

  private void serve(String port) {
    Map<String, String> keys = Map.of("http.port", port);
    daemon = await(Daemon.start(vertx, Tokens.served(Scene.unguarded(folder), folder, keys)));
    url = URI.create(daemon.url());
  }

  @AfterEach
  void close() {
    await(daemon.close());
    await(vertx.close());
  }

  private HubAddress address() {
    return new HubAddress(url, token, null, null);
  }

  private static JsonObject whoami() {
    return new JsonObject().put("name", "whoami").put("arguments", new JsonObject());
  }

  private static void isAgentTwo(JsonObject heard) {
    assertThat(heard.getJsonObject("result").getJsonObject("structuredContent").getString("id"))
        .isEqualTo("agent-2");
  }

  @Test
  void aSessionIsBegunAndAToolAnswersAsTheTokensAgent() {
    try (Bridged bridge = new Bridged(vertx, this::address).begun()) {
      bridge.asks(1, "tools/call", whoami());
      JsonObject heard = bridge.hears();
      assertThat(heard.getValue("id")).isEqualTo(1);
      isAgentTwo(heard);
    }
  }

  @Test
  void newerVersionsNeedNoSession() {
    String meta = "io.modelcontextprotocol/";
    JsonObject params =
        whoami()
            .put(
                "_meta",
                new JsonObject()
                    .put(meta + "protocolVersion", "2026-07-28")
                    .put(meta + "clientInfo", new JsonObject().put("name", "t").put("version", "1"))
                    .put(meta + "clientCapabilities", new JsonObject()));
    try (Bridged bridge = new Bridged(vertx, this::address)) {
      bridge.asks("a", "tools/call", params);
      isAgentTwo(bridge.hears());
    }
  }

  @Test
  void whoSaysAllAtOnceIsServedInOrder() {
    Bridged bridge = new Bridged(vertx, this::address);
    JsonObject begin =
        new JsonObject()
            .put("protocolVersion", "2025-06-18")
            .put("capabilities", NOTHING)
            .put("clientInfo", new JsonObject().put("name", "test").put("version", "1"));
    bridge
        .asks(0, "initialize", begin)
        .notes("notifications/initialized", NOTHING)
        .asks(1, "tools/call", whoami());
    var heard = bridge.ends();
    assertThat(new JsonObject(heard.remove()).getInteger("id")).isZero();
    isAgentTwo(new JsonObject(heard.remove()));
    assertThat(heard).isEmpty();
  }

  @Test
  void manyInFlightEachGetTheirOwnAnswerOnce() {
    int calls = 500;
    try (Bridged bridge = new Bridged(vertx, this::address).begun()) {
      Set<Object> ids = new HashSet<>();
      for (int i = 0; i < calls; i++) {
        Object id = i % 2 == 0 ? Integer.valueOf(i) : "call " + i;
        ids.add(id);
        bridge.asks(id, "tools/call", whoami());
      }
      for (int i = 0; i < calls; i++) {
        JsonObject heard = bridge.hears();
        assertThat(ids.remove(heard.getValue("id"))).as(heard.encode()).isTrue();
        isAgentTwo(heard);
      }
    }
  }

  @Test
  void whatIsNoMessageIsAnsweredAndTheNextIsServed() {
    try (Bridged bridge = new Bridged(vertx, this::address).begun()) {
      bridge.says("").says("{\"jsonrpc\":").says("42").says("[]").says("[1]");
      assertThat(bridge.hearsError(null, -32700)).contains("one JSON-RPC message on each line");
      for (int i = 0; i < 3; i++) {
        assertThat(bridge.hearsError(null, -32600)).contains("JSON object");
      }
      bridge.asks(1, "no/such", NOTHING);
      bridge.hearsError(1, -32601);
      bridge.asks(2, "tools/call", whoami());
      isAgentTwo(bridge.hears());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[{}]",
        "{\"jsonrpc\":\"2.0\",\"params\":{}}",
        "{\"jsonrpc\":\"2.0\",\"method\":7}",
        "{\"jsonrpc\":\"2.0\",\"id\":null,\"method\":\"ping\"}",
        "{\"jsonrpc\":\"2.0\",\"id\":1.5,\"method\":\"ping\"}",
        "{\"jsonrpc\":\"2.0\",\"id\":\"\\ud800\",\"method\":\"ping\"}"
      })
  void whatIsNoRequestIsToldSoWithoutAnId(String line) {
    try (Bridged bridge = new Bridged(vertx, this::address).begun()) {
      bridge.says(line);
      bridge.hearsError(null, -32600);
      bridge.asks(2, "tools/call", whoami());
      isAgentTwo(bridge.hears());
    }
  }

  static Stream<String> oddVersions() {
    return Stream.of("", "x", "é", "2026-07-28 ", "\ud800", "2025-11-25", "9".repeat(20_000));
  }

  @ParameterizedTest
  @MethodSource("oddVersions")
  void aVersionThatIsNotSpokenIsToldSo(String version) {
    JsonObject meta = new JsonObject().put("io.modelcontextprotocol/protocolVersion", version);
    try (Bridged bridge = new Bridged(vertx, this::address)) {
      bridge.asks(1, "tools/list", new JsonObject().put("_meta", meta));
      assertThat(bridge.hearsError(1, -32022)).startsWith("The protocol version '");
    }
  }

  @Test
  void whileTheDaemonIsAwayRequestsAreToldWhatToDo() {
    URI nobody = URI.create("http://127.0.0.1:1");
    HubAddress away = new HubAddress(nobody, token, null, null);
    try (Bridged bridge = new Bridged(vertx, () -> away)) {
      bridge.notes("notifications/initialized", NOTHING).asks(7, "tools/list", NOTHING);
      assertThat(bridge.hearsError(7, -32000)).contains("No hub answers", "multichat serve");
    }
    MultichatException none = new MultichatException(ErrorCode.UNAVAILABLE, "None runs here.");
    try (Bridged bridge =
        new Bridged(
            vertx,
            () -> {
              throw none;
            })) {
      bridge.asks(8, "tools/list", NOTHING);
      assertThat(bridge.hearsError(8, -32000)).isEqualTo("None runs here.");
    }
  }

  @Test
  void aTokenOfNobodyIsToldInWords() {
    token = "mc_" + "A".repeat(43);
    try (Bridged bridge = new Bridged(vertx, this::address)) {
      bridge.asks(1, "initialize", NOTHING);
      assertThat(bridge.hearsError(1, -32000)).contains("The token is of nobody");
    }
  }

  @Test
  void aDaemonThatWasStartedAgainIsGoneOnWith() {
    try (Bridged bridge = new Bridged(vertx, this::address).begun()) {
      bridge.asks(1, "tools/call", whoami());
      isAgentTwo(bridge.hears());
      String port = String.valueOf(url.getPort());
      await(daemon.close());
      bridge.asks(2, "tools/call", whoami());
      assertThat(bridge.hearsError(2, -32000)).isNotEmpty();
      serve(port);
      bridge.asks(3, "tools/call", whoami());
      bridge.asks(4, "tools/call", whoami());
      Set<Object> answered = new HashSet<>();
      for (int i = 0; i < 2; i++) {
        JsonObject heard = bridge.hears();
        isAgentTwo(heard);
        answered.add(heard.getValue("id"));
      }
      assertThat(answered).containsExactlyInAnyOrder(3, 4);
    }
  }
}
