package dev.multichat.client;

import static dev.multichat.store.contract.Trial.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The bridge to servers that use what the protocol lets them. */
class BridgedServerTest {
  private static final JsonObject NOTHING = new JsonObject();
  private static final JsonObject STATELESS =
      new JsonObject()
          .put(
              "_meta",
              new JsonObject().put("io.modelcontextprotocol/protocolVersion", "2026-07-28"));

  private Vertx vertx;
  private final BlockingQueue<String> told = new LinkedBlockingQueue<>();

  @BeforeEach
  void open() {
    vertx = Vertx.vertx();
  }

  @AfterEach
  void close() {
    await(vertx.close());
  }

  /** A server whose sessions count up, and that answers everything else like this. */
  private Bridged bridge(BiConsumer<HttpServerRequest, JsonObject> answering) {
    HttpServer server =
        vertx
            .createHttpServer()
            .requestHandler(
                request -> {
                  if (request.method().equals(HttpMethod.POST)) {
                    request
                        .body()
                        .onSuccess(body -> answer(request, new JsonObject(body), answering));
                  } else {
                    answering.accept(request, NOTHING);
                  }
                });
    int port = await(server.listen(0, "127.0.0.1")).actualPort();
    HubAddress address =
        new HubAddress(URI.create("http://127.0.0.1:" + port), "mc_t", null, "agent-2");
    return new Bridged(vertx, () -> address);
  }

  private static void answer(
      HttpServerRequest request,
      JsonObject message,
      BiConsumer<HttpServerRequest, JsonObject> answering) {
    String method = message.getString("method", "");
    HttpServerResponse response = request.response();
    if (method.equals("initialize")) {
      response
          .putHeader("Mcp-Session-Id", "s1")
          .end(result(message, new JsonObject().put("protocolVersion", "2025-11-25")));
    } else if (method.equals("notifications/initialized")) {
      response.setStatusCode(202).end();
    } else {
      answering.accept(request, message);
    }
  }

  private static String result(JsonObject message, JsonObject result) {
    return new JsonObject()
        .put("jsonrpc", "2.0")
        .put("id", message.getValue("id"))
        .put("result", result)
        .encodePrettily();
  }

  private static String event(String data) {
    return "id: 1\ndata: " + data.replace("\n", "\ndata: ") + "\n\n";
  }

  private static HttpServerResponse events(HttpServerRequest request) {
    return request
        .response()
        .setChunked(true)
        .putHeader("Content-Type", "text/event-stream; charset=utf-8");
  }

  private String told() throws InterruptedException {
    return told.poll(30, TimeUnit.SECONDS);
  }

  @Test
  void anAnswerMayBeAStreamOfPrettyEvents() {
    try (Bridged bridge =
        bridge(
            (request, message) -> {
              HttpServerResponse response = events(request);
              response.write(": beat\n\n" + event("{\"method\":\n\"notifications/progress\"}"));
              response.end(event(result(message, NOTHING)));
            })) {
      bridge.asks(1, "tools/call", STATELESS);
      assertThat(bridge.hears().getString("method")).isEqualTo("notifications/progress");
      assertThat(bridge.hears().getInteger("id")).isEqualTo(1);
    }
  }

  @Test
  void aStreamThatBreaksIsToldAsUnknown() {
    try (Bridged bridge =
        bridge(
            (request, message) -> {
              events(request).write(event("{\"method\":\"notifications/progress\"}"));
              vertx.setTimer(50, now -> request.connection().close());
            })) {
      bridge.asks(1, "tools/call", STATELESS);
      bridge.hears();
      assertThat(bridge.hearsError(1, -32000)).contains("not known whether", "same key");
    }
  }

  @Test
  void whatTheServerSaysByItselfIsHeardAndTheSessionIsInEachHead() throws Exception {
    try (Bridged bridge =
        bridge(
            (request, message) -> {
              told.add(
                  request.method()
                      + " "
                      + request.getHeader("Mcp-Session-Id")
                      + " "
                      + request.getHeader("MCP-Protocol-Version")
                      + " "
                      + request.getHeader("Multichat-Agent")
                      + " "
                      + request.getHeader("Authorization"));
              if (request.method().equals(HttpMethod.GET)) {
                events(request).write(event("{\"method\":\"notifications/tools/list_changed\"}"));
              } else {
                request.response().end();
              }
            })) {
      bridge.begun();
      assertThat(bridge.hears().getString("method")).isEqualTo("notifications/tools/list_changed");
      assertThat(told()).isEqualTo("GET s1 2025-11-25 agent-2 Bearer mc_t");
      bridge.ends();
      assertThat(told()).isEqualTo("DELETE s1 2025-11-25 agent-2 Bearer mc_t");
    }
  }

  @Test
  void theHeadOfANewerMessageSaysWhatItsBodySays() throws Exception {
    try (Bridged bridge =
        bridge(
            (request, message) -> {
              told.add(
                  request.getHeader("MCP-Protocol-Version")
                      + " "
                      + request.getHeader("Mcp-Method")
                      + " "
                      + request.getHeader("Mcp-Name"));
              request.response().end(result(message, NOTHING));
            })) {
      bridge.asks(1, "tools/call", STATELESS.copy().put("name", "whoami"));
      assertThat(told()).isEqualTo("2026-07-28 tools/call whoami");
      bridge.asks(2, "resources/read", STATELESS.copy().put("uri", "multichat://sessions/größe"));
      assertThat(told())
          .isEqualTo(
              "2026-07-28 resources/read" + " =?base64?bXVsdGljaGF0Oi8vc2Vzc2lvbnMvZ3LDtsOfZQ==?=");
      bridge.asks(3, "prompts/get", STATELESS.copy().put("name", "a\r\nX-Evil: 1"));
      assertThat(told()).isEqualTo("2026-07-28 prompts/get =?base64?YQ0KWC1FdmlsOiAx?=");
      bridge.asks(4, "tools/list", STATELESS);
      assertThat(told()).isEqualTo("2026-07-28 tools/list null");
    }
  }

  @Test
  void cancellingANewerRequestClosesItAndNothingMoreIsHeardOfIt() throws Exception {
    try (Bridged bridge =
        bridge(
            (request, message) -> {
              if (message.getInteger("id") == 1) {
                request.response().exceptionHandler(gone -> told.add("gone"));
                request.response().closeHandler(gone -> told.add("closed"));
                events(request).write(event("{\"method\":\"notifications/progress\"}"));
              } else {
                request.response().end(result(message, NOTHING));
              }
            })) {
      bridge.asks(1, "tools/call", STATELESS);
      bridge.hears();
      bridge.notes("notifications/cancelled", new JsonObject().put("requestId", 1));
      assertThat(told()).isIn("gone", "closed");
      bridge.asks(2, "tools/list", STATELESS);
      assertThat(bridge.hears().getInteger("id")).isEqualTo(2);
      assertThat(bridge.ends()).isEmpty();
    }
  }

  @Test
  void aRefusalThatIsJsonRpcIsPassedOnWithTheIdOfTheRequest() {
    try (Bridged bridge =
        bridge(
            (request, message) ->
                request
                    .response()
                    .setStatusCode(400)
                    .end(
                        "{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":-32022,\"message\":\"No\","
                            + "\"data\":{\"supported\":[\"2025-11-25\"]}}}"))) {
      bridge.asks("x", "tools/list", STATELESS);
      assertThat(bridge.hearsError("x", -32022)).isEqualTo("No");
    }
  }
}
