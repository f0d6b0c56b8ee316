package dev.multichat.client;

import static dev.multichat.store.contract.Trial.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the bridge makes of answers that no daemon should give, and of odd messages. */
class BridgedAnswersTest {
  private static final JsonObject STATELESS =
      new JsonObject()
          .put(
              "_meta",
              new JsonObject().put("io.modelcontextprotocol/protocolVersion", "2026-07-28"));
  private static final String RIGHT = "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}";
  private static final int MEGABYTE = 1024 * 1024;

  private Vertx vertx;

  @BeforeEach
  void open() {
    vertx = Vertx.vertx();
  }

  @AfterEach
  void close() {
    await(vertx.close());
  }

  private Bridged bridge(Handler<HttpServerRequest> answering) {
    HttpServer server = vertx.createHttpServer().requestHandler(answering);
    int port = await(server.listen(0, "127.0.0.1")).actualPort();
    HubAddress address = new HubAddress(URI.create("http://127.0.0.1:" + port), "mc_t", null, null);
    return new Bridged(vertx, () -> address);
  }

  private Bridged answered(String type, String body) {
    return bridge(request -> request.response().putHeader("Content-Type", type).end(body));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<html>Welcome</html>",
        "42",
        "[7]",
        "{}",
        "{\"jsonrpc\":\"2.0\",\"id\":2,\"result\":{}}",
        "{\"jsonrpc\":\"2.0\",\"id\":\"1\",\"result\":{}}",
        "{\"jsonrpc\":\"2.0\",\"error\":{\"code\":1,\"message\":\"x\"}}",
        "[{\"jsonrpc\":\"2.0\",\"id\":2,\"result\":{}}]"
      })
  void whatIsNoAnswerToTheRequestIsAnInternalError(String body) {
    for (String type : List.of("application/json", "text/event-stream")) {
      String sent = type.startsWith("text") ? "data: " + body + "\n\n" : body;
      try (Bridged bridge = answered(type, sent)) {
        bridge.asks(1, "tools/list", STATELESS);
        assertThat(bridge.hearsError(1, -32603)).contains("no answer to this");
        assertThat(bridge.ends()).isEmpty();
      }
    }
  }

  @Test
  void ofABatchEachGetsItsOwn() {
    String foreign = RIGHT.replace("1", "3");
    try (Bridged bridge = answered("application/json", "[" + RIGHT + "," + foreign + ",7]")) {
      bridge.says("[" + request(1) + "," + request(2) + "]");
      assertThat(bridge.hears()).isEqualTo(new JsonObject(RIGHT));
      bridge.hearsError(2, -32603);
      assertThat(bridge.ends()).isEmpty();
    }
  }

  private static String request(int id) {
    return "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"ping\"}";
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/json", "text/event-stream"})
  void anEndlessAnswerIsCutAndToldSo(String type) {
    Buffer part = Buffer.buffer("x".repeat(MEGABYTE));
    try (Bridged bridge =
        bridge(
            request -> {
              HttpServerResponse response =
                  request.response().setChunked(true).putHeader("Content-Type", type);
              response.write("data: ");
              pour(response, part);
            })) {
      bridge.asks(1, "tools/list", STATELESS);
      assertThat(bridge.hearsError(1, -32000)).contains("longer than 33554432 bytes");
    }
  }

  private static void pour(HttpServerResponse response, Buffer part) {
    response.write(part).onSuccess(written -> pour(response, part));
  }

  @Test
  void whatTheServerSaysByItselfMustBeAMessage() {
    String begun =
        "{\"jsonrpc\":\"2.0\",\"id\":\"begin\",\"result\":{\"protocolVersion\":\"2025-11-25\"}}";
    try (Bridged bridge =
        bridge(
            request -> {
              HttpServerResponse response = request.response().putHeader("Mcp-Session-Id", "s");
              if (request.method().equals(HttpMethod.GET)) {
                response.setChunked(true).putHeader("Content-Type", "text/event-stream");
                response.write("data: nonsense\n\ndata: " + RIGHT + "\n\n");
                response.write("data: {\"jsonrpc\":\"2.0\",\"method\":\"x\"}\n\n");
              } else {
                response.end(begun);
              }
            })) {
      bridge.begun();
      assertThat(bridge.hears().getString("method")).isEqualTo("x");
    }
  }
}
