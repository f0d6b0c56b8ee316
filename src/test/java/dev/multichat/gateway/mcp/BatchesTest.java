package dev.multichat.gateway.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.gateway.mcp.Wires.Came;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Several requests in one body: their answers come together, whatever each of them does. */
class BatchesTest extends McpTrial {
  private static final String BATCHED = "2025-03-26";
  private static final JsonObject NONE = new JsonObject();

  private Came sent(McpClient client, JsonArray batch) {
    return wires.send("POST", three, batch.encode(), client.headers("", NONE));
  }

  @Test
  void whoWaitsInABatchIsToldOfNoProgress() {
    JsonObject waiting =
        new JsonObject()
            .put("name", "check_inbox")
            .put("arguments", args("wait_seconds", 2))
            .put("_meta", new JsonObject().put("progressToken", "mine"));
    JsonArray batch =
        new JsonArray()
            .add(McpClient.request("waits", "tools/call", waiting))
            .add(McpClient.request("does not", "ping", NONE));

    Came came = sent(session(three, BATCHED), batch);

    assertThat(came.status()).isEqualTo(200);
    assertThat(came.type()).startsWith("application/json");
    assertThat(new JsonArray(came.text()))
        .extracting(answer -> ((JsonObject) answer).getString("id"))
        .containsExactly("waits", "does not");
  }

  @Test
  void whatIsUnsubscribedBeforeItBeganNeverBegins() {
    McpClient client = session(three, BATCHED);
    Streamed stream = soon(wires.streamed("GET", three, Buffer.buffer(), client.headers("", NONE)));
    String marker = "multichat://sessions/" + opened();
    JsonObject inbox = new JsonObject().put("uri", "multichat://inbox");
    JsonArray batch =
        new JsonArray()
            .add(McpClient.request(1, "resources/subscribe", inbox))
            .add(McpClient.request(2, "resources/unsubscribe", inbox))
            .add(McpClient.request(3, "resources/subscribe", new JsonObject().put("uri", marker)));

    assertThat(sent(client, batch).text()).doesNotContain("error");
    for (int words = 1; words <= 2; words++) {
      int told = words;
      JsonObject word = args("to", List.of(THREE), "session", id(marker), "body", "a word");
      told(session(two).tool("send_message", word));
      eventually(() -> Updates.of(stream, marker) == told);
    }
    assertThat(Updates.of(stream)).containsExactly(marker, marker);
  }

  private String opened() {
    return told(session(two)
            .tool("open_session", args("topic", "t", "participants", List.of(THREE))))
        .getString("id");
  }

  private static String id(String uri) {
    return uri.substring(uri.lastIndexOf('/') + 1);
  }
}
