package dev.multichat.gateway.mcp;

import static dev.multichat.contract.Scene.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.client.Tokens;
import dev.multichat.core.ReceiptState;
import dev.multichat.gateway.Places;
import dev.multichat.gateway.mcp.Wires.Came;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a session is: an agreement with one token's holder, and nothing that opens a door. */
class SessionsTest extends McpTrial {
  private static final JsonObject NONE = new JsonObject();
  private static final String LIST = McpClient.request(1, "tools/list", NONE).encode();

  private Came listed(String token, String... headers) {
    return wires.send("POST", token, LIST, headers);
  }

  @Test
  void withoutASessionAClientIsToldToBegin() {
    Came came = listed(two);

    assertThat(came.status()).isEqualTo(400);
    assertThat(came.code()).isEqualTo(-32600);
    assertThat(came.text()).contains("initialize");
  }

  @Test
  void anIdAloneOpensNothing() {
    McpClient client = session(two);
    for (String token : List.of(three, Tokens.operators(folder))) {
      assertThat(listed(token, "Mcp-Session-Id", client.session()).status()).isEqualTo(404);
    }
    assertThat(listed(two, "Mcp-Session-Id", "0".repeat(32)).status()).isEqualTo(404);
    assertThat(listed("", "Mcp-Session-Id", client.session()).status()).isEqualTo(401);
    assertThat(listed(two, "Mcp-Session-Id", client.session()).status()).isEqualTo(200);
  }

  @Test
  void whatIsEndedIsGone() {
    McpClient client = session(two);

    assertThat(wires.send("DELETE", three, "", client.headers("", NONE)).status()).isEqualTo(404);
    assertThat(wires.send("DELETE", two, "", client.headers("", NONE)).status()).isEqualTo(204);

    assertThat(client.asked("tools/list", NONE).status()).isEqualTo(404);
    assertThat(wires.send("GET", two, "", client.headers("", NONE)).status()).isEqualTo(404);
    assertThat(wires.send("DELETE", two, "", client.headers("", NONE)).status()).isEqualTo(404);
  }

  @Test
  void aNewTokenDoesNotInheritTheSession() {
    McpClient client = session(two);

    String newer = soon(daemon.identities().rotate(OPERATOR, TWO)).token();

    assertThat(client.asked("tools/list", NONE).status()).isEqualTo(401);
    assertThat(listed(newer, "Mcp-Session-Id", client.session()).status()).isEqualTo(404);
  }

  @Test
  void anOperatorCallsAsAnAgentInASessionOfThat() {
    String operator = Tokens.operators(folder);
    JsonObject params = new JsonObject().put("name", "whoami").put("_meta", McpClient.meta());
    String body = McpClient.request(1, "tools/call", params).encode();

    Came came =
        wires.send(
            "POST",
            operator,
            body,
            "Multichat-Agent",
            TWO,
            "MCP-Protocol-Version",
            "2026-07-28",
            "Mcp-Method",
            "tools/call",
            "Mcp-Name",
            "whoami");

    assertThat(told(came.json().getJsonObject("result")).getString("id")).isEqualTo(TWO);
  }

  @Test
  void theOldestOfTooManyMakesRoom() {
    List<McpClient> clients = new ArrayList<>();
    for (int i = 0; i <= ClientSessions.MOST; i++) {
      clients.add(session(two));
    }
    McpClient other = session(three);

    assertThat(clients.get(0).asked("ping", NONE).status()).isEqualTo(404);
    assertThat(clients.get(1).asked("ping", NONE).status()).isEqualTo(200);
    assertThat(clients.get(ClientSessions.MOST).asked("ping", NONE).status()).isEqualTo(200);
    assertThat(other.asked("ping", NONE).status()).isEqualTo(200);
  }

  @Test
  void notificationsAndAnswersAreTakenWithoutAWord() {
    McpClient client = session(two);

    Came notified = client.notified("notifications/roots/list_changed", NONE);
    Came answered =
        wires.send(
            "POST",
            two,
            "{\"jsonrpc\":\"2.0\",\"id\":9,\"result\":{}}",
            client.headers("ping", NONE));

    for (Came came : List.of(notified, answered)) {
      assertThat(came.status()).isEqualTo(202);
      assertThat(came.text()).isEmpty();
    }
  }

  @Test
  void theVersionOfBatchesAnswersThemTogether() {
    McpClient client = session(three, "2025-03-26");
    String id = sent("", "in a batch");
    JsonObject call = new JsonObject().put("name", "check_inbox");
    JsonArray batch =
        new JsonArray()
            .add(McpClient.request("a", "ping", NONE))
            .add(McpClient.request(null, "notifications/initialized", NONE))
            .add(McpClient.request("b", "tools/call", call))
            .add(McpClient.request("c", "initialize", NONE))
            .add("nonsense");

    Came came = wires.send("POST", three, batch.encode(), client.headers("", NONE));

    JsonArray answers = new JsonArray(came.text());
    assertThat(came.status()).isEqualTo(200);
    assertThat(answers).hasSize(4);
    assertThat(answers.getJsonObject(0).getString("id")).isEqualTo("a");
    assertThat(answers.getJsonObject(1).encode()).contains(id);
    assertThat(answers.getJsonObject(2).getJsonObject("error").getInteger("code"))
        .isEqualTo(-32601);
    assertThat(answers.getJsonObject(3).getJsonObject("error").getInteger("code"))
        .isEqualTo(-32600);
    eventually(() -> state(id) == ReceiptState.DELIVERED);
    String quiet = new JsonArray().add(batch.getJsonObject(1)).encode();
    assertThat(wires.send("POST", three, quiet, client.headers("", NONE)).status()).isEqualTo(202);
    assertThat(wires.send("POST", three, "[]", client.headers("", NONE)).status()).isEqualTo(400);
  }

  @Test
  void whatIsCancelledInABatchIsLeftOut() {
    McpClient client = session(three, "2025-03-26");
    JsonObject wait =
        new JsonObject()
            .put("name", "check_inbox")
            .put("arguments", new JsonObject().put("wait_seconds", 60));
    JsonArray batch =
        new JsonArray()
            .add(McpClient.request("waiting", "tools/call", wait))
            .add(McpClient.request("b", "ping", NONE));

    Future<Came> going = wires.going("POST", three, batch.toBuffer(), client.headers("", NONE));
    eventually(
        () -> {
          client.notified("notifications/cancelled", new JsonObject().put("requestId", "waiting"));
          return going.isComplete();
        });

    JsonArray answers = new JsonArray(soon(going).text());
    assertThat(answers).hasSize(1);
    assertThat(answers.getJsonObject(0).getString("id")).isEqualTo("b");
  }

  private Streamed listening(String token, McpClient client) {
    return soon(wires.streamed("GET", token, Buffer.buffer(), client.headers("", NONE)));
  }

  @Test
  void aStreamLivesUntilItsSessionEnds() {
    McpClient client = session(two);
    Streamed stream = listening(two, client);
    assertThat(stream.status()).isEqualTo(200);
    assertThat(stream.header("Content-Type")).isEqualTo("text/event-stream");
    eventually(() -> stream.beats().count() > 0);

    wires.send("DELETE", two, "", client.headers("", NONE));

    soon(stream.ended());
  }

  @Test
  void aStreamEndsWithItsToken() {
    Streamed stream = listening(two, session(two));
    eventually(() -> stream.beats().count() > 0);

    soon(daemon.identities().rotate(OPERATOR, TWO));

    soon(stream.ended());
  }

  @Test
  void aStreamIsOnlyForWhoTakesOne() {
    McpClient client = session(two);

    Came came =
        wires.send(
            "GET", two, "", "Accept", "application/json", "Mcp-Session-Id", client.session());

    assertThat(came.status()).isEqualTo(406);
  }

  @Test
  void anAgentHasABoundedNumberOfStreams() {
    McpClient client = session(two);
    List<Streamed> streams = new ArrayList<>();
    for (int i = 0; i < Places.MOST; i++) {
      streams.add(listening(two, client));
    }

    Came came = wires.send("GET", two, "", client.headers("", NONE));

    assertThat(came.status()).isEqualTo(429);
    streams.get(0).cut();
    eventually(() -> listening(two, client).status() == 200);
  }
}
