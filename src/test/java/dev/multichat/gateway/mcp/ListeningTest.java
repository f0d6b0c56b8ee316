package dev.multichat.gateway.mcp;

import static dev.multichat.contract.Scene.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.core.Caller;
import dev.multichat.core.Draft;
import dev.multichat.core.Kind;
import dev.multichat.gateway.mcp.Wires.Came;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Changes of resources, told on a stream that one request opens. */
class ListeningTest extends McpTrial {
  private static final JsonObject NONE = new JsonObject();
  private static final String LISTEN = "subscriptions/listen";
  private static final String INBOX = "multichat://inbox";
  private static final String ID = "io.modelcontextprotocol/subscriptionId";
  private static final Spec SPEC = Spec.of(Versions.STATELESS);

  private static JsonObject of(Object... uris) {
    return new JsonObject()
        .put(
            "notifications",
            new JsonObject().put("resourceSubscriptions", new JsonArray(List.of(uris))));
  }

  private Streamed listening(Object id, JsonObject params) {
    Streamed stream = soon(stateless(three).streaming(id, LISTEN, params));
    eventually(() -> !stream.messages().isEmpty());
    return stream;
  }

  private String said(String session, String body) {
    Draft draft = Draft.of(Kind.INFORM, List.of(THREE), "", body);
    return soon(daemon
            .coordinator()
            .send(Caller.agent(TWO), session.isEmpty() ? draft : draft.at(null, session, null)))
        .session();
  }

  private static Object subscription(JsonObject message) {
    return message.getJsonObject("params").getJsonObject("_meta").getValue(ID);
  }

  @Test
  void itIsAcknowledgedFirstAndThenTellsOnlyWhatWasAsked() {
    String known = said("", "begins");
    String uri = "multichat://sessions/" + known;
    JsonObject wanted = of(uri, "multichat://sessions/none-such", uri);
    wanted.getJsonObject("notifications").put("toolsListChanged", true);
    Streamed stream = listening("seven", wanted);
    Streamed numbered = listening(8, of(INBOX));

    said("", "elsewhere");
    said(known, "here");
    eventually(() -> Updates.of(stream, uri) == 1);
    eventually(() -> Updates.of(numbered, INBOX) >= 1);

    JsonObject first = stream.messages().get(0);
    SPEC.check("SubscriptionsAcknowledgedNotification", first);
    assertThat(first.getJsonObject("params").getJsonObject("notifications"))
        .isEqualTo(of(uri).getJsonObject("notifications"));
    assertThat(Updates.of(stream)).containsExactly(uri);
    stream.messages().forEach(told -> assertThat(subscription(told)).isEqualTo("seven"));
    numbered.messages().forEach(told -> assertThat(subscription(told)).isEqualTo(8));
    SPEC.check("ResourceUpdatedNotification", Updates.last(stream));
    stream.cut();
    numbered.cut();
  }

  @Test
  void eachChangeIsToldOnceAndInOrder() {
    String a = said("", "a");
    String b = said("", "b");
    String first = "multichat://sessions/" + a;
    String second = "multichat://sessions/" + b;
    Streamed stream = listening(1, of(first, second));

    said(a, "more");
    eventually(() -> Updates.of(stream, first) == 1);
    said(b, "more");
    eventually(() -> Updates.of(stream, second) == 1);
    said(a, "still more");
    eventually(() -> Updates.of(stream, first) == 2);

    said(a, "told after whatever else there is to tell");
    eventually(() -> Updates.of(stream, first) == 3);
    assertThat(Updates.of(stream)).containsExactly(first, second, first, first);
    stream.cut();
  }

  @Test
  void whatWaitsAlreadyIsToldAtOnce() {
    said("", "waits");

    Streamed stream = listening(1, of(INBOX));

    eventually(() -> Updates.of(stream, INBOX) == 1);
    stream.cut();
  }

  @Test
  void aHubThatStopsAnswersTheRequest() {
    Streamed stream = listening("to the end", of(INBOX));
    Streamed silent = listening(2, new JsonObject().put("notifications", NONE));

    soon(daemon.close());

    soon(stream.ended());
    soon(silent.ended());
    JsonObject answer = Updates.last(stream);
    SPEC.check("JSONRPCResultResponse", answer);
    SPEC.check("SubscriptionsListenResult", answer.getJsonObject("result"));
    assertThat(answer.getString("id")).isEqualTo("to the end");
    assertThat(answer.getJsonObject("result").getJsonObject("_meta").getString(ID))
        .isEqualTo("to the end");
    SPEC.check("SubscriptionsListenResult", Updates.last(silent).getJsonObject("result"));
  }

  @Test
  void aTokenThatIsTakenAwayEndsIt() {
    Streamed stream = listening(1, of(INBOX));

    soon(daemon.identities().rotate(OPERATOR, THREE));
    said("", "not for the old token");

    soon(stream.ended());
    assertThat(Updates.of(stream)).isEmpty();
  }

  @Test
  void whoLostTheLastOfItIsAnswered() {
    String session = said("", "begins");
    Streamed stream = listening(1, of("multichat://sessions/" + session));

    soon(daemon.coordinator().leave(Caller.agent(THREE), session));

    soon(stream.ended());
    SPEC.check("SubscriptionsListenResult", Updates.last(stream).getJsonObject("result"));
  }

  @Test
  void aStreamThatIsCutGivesItsPlaceBack() {
    for (int i = 0; i < 120; i++) {
      listening(i, of(INBOX)).cut();
    }

    eventually(
        () ->
            soon(stateless(three).streaming(1, LISTEN, of(INBOX)))
                .header("Content-Type")
                .startsWith("text/event-stream"));
  }

  @Test
  void whatIsNoFilterIsRefused() {
    List<JsonObject> wrong =
        List.of(
            NONE,
            args("notifications", "all"),
            args("notifications", args("toolsListChanged", "yes")),
            args("notifications", args("resourceSubscriptions", INBOX)),
            of(INBOX, 7),
            of(IntStream.range(0, 101).mapToObj(i -> "multichat://sessions/s" + i).toArray()));
    for (JsonObject params : wrong) {
      Came came = stateless(three).asked(LISTEN, params);
      SPEC.error(came);
      assertThat(came.code()).as(params.encode()).isEqualTo(-32602);
    }
  }

  @Test
  void itIsOnlyForWhoTakesAStream() {
    McpClient client = stateless(three);
    JsonObject params = of(INBOX).put("_meta", McpClient.meta());
    Came came =
        wires.send(
            "POST",
            three,
            McpClient.request(1, LISTEN, params).encode(),
            "Accept",
            "application/json",
            "Mcp-Method",
            LISTEN,
            "MCP-Protocol-Version",
            Versions.STATELESS);

    assertThat(came.status()).isEqualTo(406);
    assertThat(client.asked("tools/list", NONE).status()).isEqualTo(200);
  }
}
