package dev.multichat.gateway.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.gateway.mcp.Wires.Came;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
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
}
