package dev.multichat.gateway.mcp;

import static dev.multichat.contract.Scene.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.client.Tokens;
import dev.multichat.core.ReceiptState;
import dev.multichat.gateway.mcp.Wires.Came;
import dev.multichat.metrics.Scrape;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Waiting for messages, and what counts as delivered. */
class InboxTest extends McpTrial {
  private static final JsonObject WAIT = args("wait_seconds", 30);

  @Test
  void whatWaitsCountsAsMemoryOfTheCallers() {
    JsonObject pad = new JsonObject().put("pad", "x".repeat(1024 * 1024));
    JsonObject wait =
        new JsonObject()
            .put("name", "check_inbox")
            .put("arguments", new JsonObject().put("wait_seconds", 60))
            .put("_meta", pad);
    McpClient client = session(two);
    List<Future<Came>> going = new ArrayList<>();

    for (int i = 1; i <= 40; i++) {
      going.add(client.asking("w" + i, "tools/call", wait));
      client.asked("ping", new JsonObject());
    }
    eventually(() -> going.stream().anyMatch(Future::isComplete));

    Future<Came> refused = going.stream().filter(Future::isComplete).findFirst().orElseThrow();
    assertThat(soon(refused).status()).isEqualTo(429);
    assertThat(session(three).asked("ping", new JsonObject()).status()).isEqualTo(200);
  }

  @Test
  void whatIsTakenIsDeliveredAndComesAgainUntilItIsAcknowledged() {
    String id = sent("", "first");
    McpClient client = session(three);
    assertThat(state(id)).isEqualTo(ReceiptState.RECORDED);

    JsonObject told = told(client.tool("check_inbox", new JsonObject()));

    assertThat(told.getJsonArray("messages").getJsonObject(0).getString("id")).isEqualTo(id);
    eventually(() -> state(id) == ReceiptState.DELIVERED);
    assertThat(told(client.tool("check_inbox", new JsonObject())).getJsonArray("messages"))
        .hasSize(1);
    told(client.tool("acknowledge", args("ids", List.of(id))));
    assertThat(told(client.tool("check_inbox", new JsonObject())).getJsonArray("messages"))
        .isEmpty();
  }

  @Test
  void aWaitingCallEndsWithTheMessage() {
    McpClient client = stateless(three);
    Future<Came> waiting = client.calling("w", "check_inbox", WAIT);
    String id = sent("", "now");

    JsonObject told = told(soon(waiting).json().getJsonObject("result"));

    assertThat(told.getJsonArray("messages").getJsonObject(0).getString("id")).isEqualTo(id);
    assertThat(soon(waiting).type()).startsWith("application/json");
  }

  @Test
  void whoWaitsWithATokenIsToldOfProgressBeforeTheAnswer() {
    for (McpClient client : List.of(session(three), stateless(three))) {
      Streamed stream = opened(client, 1, "mine");
      eventually(() -> stream.text().contains("notifications/progress"));
      String id = sent("", "at last");
      soon(stream.ended());

      List<JsonObject> messages = stream.messages();
      Spec.of("2025-11-25").check("ProgressNotification", messages.get(0));
      Spec.of("2026-07-28").check("ProgressNotification", messages.get(0));
      assertThat(messages.get(0).getJsonObject("params").getString("progressToken"))
          .isEqualTo("mine");
      JsonObject answer = messages.get(messages.size() - 1);
      assertThat(answer.getInteger("id")).isEqualTo(1);
      assertThat(answer.encode()).contains(id);
      eventually(() -> state(id) == ReceiptState.DELIVERED);
      told(client.tool("acknowledge", args("ids", List.of(id))));
    }
  }

  private Streamed opened(McpClient client, int id, String token) {
    JsonObject params =
        new JsonObject()
            .put("name", "check_inbox")
            .put("arguments", WAIT)
            .put("_meta", new JsonObject().put("progressToken", token));
    return soon(client.streaming(id, "tools/call", params));
  }

  @Test
  void whatNobodyTookIsNotDelivered() {
    Wires metrics = new Wires(vertx, daemon.url(), "/metrics");
    Streamed stream = opened(stateless(three), 1, "mine");
    long open = connections(metrics);
    stream.cut();
    soon(stream.ended());
    eventually(() -> connections(metrics) < open);

    String id = sent("", "to nobody");
    String other = sent("", "to somebody");

    told(stateless(three).tool("check_inbox", args("limit", 1)));
    eventually(() -> state(id) == ReceiptState.DELIVERED);
    assertThat(state(other)).isEqualTo(ReceiptState.RECORDED);
  }

  private long connections(Wires metrics) {
    Came came = metrics.send("GET", Tokens.operators(folder), "");
    return new Scrape(came.text()).of("multichat_connections{kind=\"http\"}");
  }

  @Test
  void whatWasCancelledIsNeitherAnsweredNorDelivered() {
    McpClient client = session(three);
    Streamed stream = opened(client, 7, "mine");
    eventually(() -> stream.text().contains("notifications/progress"));

    client.notified("notifications/cancelled", new JsonObject().put("requestId", 7));
    soon(stream.ended());
    String id = sent("", "too late");

    assertThat(stream.messages()).noneMatch(message -> message.containsKey("result"));
    assertThat(state(id)).isEqualTo(ReceiptState.RECORDED);
  }

  @Test
  void whoLostTheTokenMeanwhileIsGivenNothing() {
    Future<Came> waiting = stateless(three).calling(1, "check_inbox", WAIT);
    eventually(this::isThere);
    soon(daemon.identities().rotate(OPERATOR, THREE));

    String id = sent("", "secret words");

    Came came = soon(waiting);
    assertThat(came.status()).isEqualTo(401);
    assertThat(came.headers().get("WWW-Authenticate")).startsWith("Bearer");
    assertThat(came.text()).doesNotContain("secret words");
    assertThat(state(id)).isEqualTo(ReceiptState.RECORDED);
  }

  private boolean isThere() {
    return soon(daemon.coordinator().presence(OPERATOR, THREE)).get(0).present();
  }
}
