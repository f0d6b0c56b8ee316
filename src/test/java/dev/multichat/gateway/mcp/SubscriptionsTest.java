package dev.multichat.gateway.mcp;

import static dev.multichat.contract.Scene.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.core.Caller;
import dev.multichat.core.Draft;
import dev.multichat.core.Kind;
import dev.multichat.gateway.Places;
import dev.multichat.gateway.mcp.Wires.Came;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Changes of resources, told on the stream of a session. */
class SubscriptionsTest extends McpTrial {
  private static final JsonObject NONE = new JsonObject();
  private static final String INBOX = "multichat://inbox";

  private McpClient client;
  private String one;
  private String other;

  @BeforeEach
  void begin() {
    client = session(three);
    one = opened("one");
    other = opened("other");
    String all = sent("", "to be out of the way");
    soon(daemon.coordinator().acknowledge(Caller.agent(THREE), List.of(all)));
  }

  private String opened(String topic) {
    return told(session(two)
            .tool("open_session", args("topic", topic, "participants", List.of(THREE))))
        .getString("id");
  }

  private static String uri(String session) {
    return "multichat://sessions/" + session;
  }

  private String said(String session, String body) {
    Draft draft = Draft.of(Kind.REQUEST, List.of(THREE), "", body).at(null, session, null);
    return soon(daemon.coordinator().send(Caller.agent(TWO), draft)).id();
  }

  private Came call(String method, String uri) {
    return client.asked(method, new JsonObject().put("uri", uri));
  }

  private void subscribe(String uri) {
    Came came = call("resources/subscribe", uri);
    Spec.of(Versions.SESSIONS).result(came, "EmptyResult");
  }

  private Streamed listening() {
    Streamed stream = soon(wires.streamed("GET", three, Buffer.buffer(), client.headers("", NONE)));
    assertThat(stream.status()).isEqualTo(200);
    return stream;
  }

  @Test
  void eachChangeIsToldOnceAndInOrder() {
    Streamed stream = listening();
    subscribe(uri(one));
    subscribe(uri(one));
    subscribe(uri(other));

    said(one, "first");
    eventually(() -> Updates.of(stream, uri(one)) > 0);
    said(other, "second");
    eventually(() -> Updates.of(stream, uri(other)) > 0);
    said(one, "third");
    eventually(() -> Updates.of(stream, uri(one)) > 1);

    said(one, "told after whatever else there is to tell");
    eventually(() -> Updates.of(stream, uri(one)) > 2);
    assertThat(Updates.of(stream)).containsExactly(uri(one), uri(other), uri(one), uri(one));
    stream
        .messages()
        .forEach(told -> Spec.of(Versions.SESSIONS).check("ResourceUpdatedNotification", told));
  }

  @Test
  void whatWaitsAndWhatComesOfIt() {
    Streamed stream = listening();
    subscribe(INBOX);
    String id = said(one, "a question");
    eventually(() -> Updates.of(stream, INBOX) == 1);
    String devlog = "multichat://devlogs/" + id;
    subscribe(devlog);

    said(other, "elsewhere");
    eventually(() -> Updates.of(stream, INBOX) == 2);
    assertThat(Updates.of(stream)).doesNotContain(devlog);
    client.tool("send_message", args("in_reply_to", id, "body", "an answer"));

    eventually(() -> Updates.of(stream, devlog) == 1);
  }

  @Test
  void whatIsUnsubscribedStaysSilent() {
    Streamed stream = listening();
    subscribe(uri(one));
    subscribe(uri(other));
    assertThat(call("resources/unsubscribe", uri(one)).status()).isEqualTo(200);
    assertThat(call("resources/unsubscribe", uri(one)).status()).isEqualTo(200);

    said(one, "unheard");
    said(other, "heard");

    eventually(() -> Updates.of(stream, uri(other)) == 1);
    said(other, "told after whatever else there is to tell");
    eventually(() -> Updates.of(stream, uri(other)) == 2);
    assertThat(Updates.of(stream)).containsExactly(uri(other), uri(other));
  }

  @Test
  void whatNobodyHeardIsToldOnceSomebodyListens() {
    subscribe(uri(one));
    subscribe(uri(other));
    for (int i = 0; i < 100; i++) {
      said(one, "number " + i);
    }

    Streamed stream = listening();
    eventually(() -> Updates.of(stream, uri(one)) == 1);
    said(other, "later");
    eventually(() -> Updates.of(stream, uri(other)) == 1);

    assertThat(Updates.of(stream)).containsExactly(uri(one), uri(other));
  }

  @Test
  void whoLeavesASessionIsToldNoMoreOfIt() {
    Streamed stream = listening();
    subscribe(uri(one));
    subscribe(uri(other));

    soon(daemon.coordinator().leave(Caller.agent(THREE), one));
    eventually(() -> Updates.of(stream, uri(one)) == 1);
    enrolled("agent-4");
    Draft among = Draft.of(Kind.INFORM, List.of("agent-4"), "", "among us").at(null, one, null);
    soon(daemon.coordinator().send(Caller.agent(TWO), among));
    said(other, "marker");

    eventually(() -> Updates.of(stream, uri(other)) == 1);
    assertThat(Updates.of(stream)).containsExactly(uri(one), uri(other));
    assertThat(call("resources/subscribe", uri(one)).code()).isEqualTo(-32002);
  }

  @Test
  void aTokenThatIsTakenAwayEndsIt() {
    Streamed stream = listening();
    subscribe(uri(one));

    soon(daemon.identities().rotate(OPERATOR, THREE));
    said(one, "not for the old token");

    soon(stream.ended());
    assertThat(Updates.of(stream)).isEmpty();
  }

  @Test
  void onlyWhatMayBeReadIsWatched() {
    McpClient stranger = session(enrolled("agent-4"));
    for (String uri : List.of(uri(one), uri("none-such"), "multichat://nothing")) {
      Came came = stranger.asked("resources/subscribe", new JsonObject().put("uri", uri));
      Spec.of(Versions.SESSIONS).error(came);
      assertThat(came.code()).isEqualTo(-32002);
    }
  }

  @Test
  void whatIsRefusedTakesNoPlace() {
    for (int i = 0; i <= Places.MOST_STREAMS; i++) {
      assertThat(call("resources/subscribe", uri("No Session")).code()).isEqualTo(-32002);
    }

    subscribe(uri(one));
  }

  @Test
  void whatIsOverGivesItsPlaceBack() {
    for (int i = 0; i <= Places.MOST_STREAMS; i++) {
      subscribe(uri(one));
      call("resources/unsubscribe", uri(one));
    }

    subscribe(uri(one));
  }

  @Test
  void eachEraHasItsOwnWay() {
    JsonObject filter = new JsonObject().put("notifications", NONE);
    assertThat(client.asked("subscriptions/listen", filter).code()).isEqualTo(-32601);
    for (String method : List.of("resources/subscribe", "resources/unsubscribe")) {
      Came came = stateless(three).asked(method, new JsonObject().put("uri", INBOX));
      assertThat(came.code()).isEqualTo(-32601);
      assertThat(came.status()).isEqualTo(404);
    }
  }
}
