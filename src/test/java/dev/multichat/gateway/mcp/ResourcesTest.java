package dev.multichat.gateway.mcp;

import static dev.multichat.contract.Scene.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.core.Caller;
import dev.multichat.core.Draft;
import dev.multichat.core.Kind;
import dev.multichat.core.Message;
import dev.multichat.core.ReceiptState;
import dev.multichat.gateway.mcp.Wires.Came;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What there is to read, for whom, and how it looks. */
class ResourcesTest extends McpTrial {
  private static final JsonObject NONE = new JsonObject();
  private static final String INBOX = "multichat://inbox";

  private McpClient client(String token, String version) {
    return version.equals(Versions.STATELESS) ? stateless(token) : session(token, version);
  }

  private Message message(String id) {
    return soon(daemon.coordinator().message(OPERATOR, id));
  }

  private String session(Message message) {
    return "multichat://sessions/" + message.session();
  }

  private static JsonObject at(String uri) {
    return new JsonObject().put("uri", uri);
  }

  private static String text(McpClient client, String uri) {
    return contents(client.result("resources/read", at(uri))).getString("text");
  }

  private static JsonObject contents(JsonObject result) {
    assertThat(result.getJsonArray("contents")).hasSize(1);
    return result.getJsonArray("contents").getJsonObject(0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2025-03-26", "2025-06-18", "2025-11-25", "2026-07-28"})
  void everythingIsAsSpecified(String version) {
    Spec spec = Spec.of(version);
    Message message = message(sent("Plans", "Let us begin."));
    McpClient client = client(three, version);

    spec.result(client.asked("resources/list", NONE), "ListResourcesResult");
    JsonObject templates =
        spec.result(client.asked("resources/templates/list", NONE), "ListResourceTemplatesResult");
    assertThat(templates.getJsonArray("resourceTemplates").stream())
        .extracting(template -> ((JsonObject) template).getString("uriTemplate"))
        .containsExactly("multichat://sessions/{id}", "multichat://devlogs/{id}");
    for (String uri : List.of(session(message), "multichat://devlogs/" + message.id(), INBOX)) {
      JsonObject read = spec.result(client.asked("resources/read", at(uri)), "ReadResourceResult");
      assertThat(contents(read).getString("uri")).isEqualTo(uri);
      assertThat(contents(read).getString("mimeType")).isEqualTo("text/markdown");
      assertThat(contents(read).getString("text")).contains("Let us begin.");
    }
  }

  @Test
  void whatThereIsStandsInBothIntroductions() {
    for (JsonObject introduction :
        List.of(
            new McpClient(wires, two).initialize(Versions.SESSIONS),
            stateless(two).result("server/discover", NONE))) {
      JsonObject capabilities = introduction.getJsonObject("capabilities");
      assertThat(capabilities.fieldNames())
          .containsExactlyInAnyOrder("tools", "resources", "prompts");
      assertThat(capabilities.getJsonObject("resources"))
          .isEqualTo(new JsonObject().put("subscribe", true));
      assertThat(capabilities.getJsonObject("prompts")).isEqualTo(new JsonObject());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"2025-06-18", "2025-11-25", "2026-07-28"})
  void whatIsNotThereAndWhatIsForeignLooksTheSame(String version) {
    Message message = message(sent("Secret", "for agent-3 alone"));
    McpClient other = client(enrolled("agent-4"), version);

    List<String> reasons = new ArrayList<>();
    for (String uri :
        List.of(
            session(message),
            "multichat://sessions/none-such",
            "multichat://devlogs/" + message.id(),
            "multichat://devlogs/0199d6a0-0000-7000-8000-000000000000",
            "multichat://sessions/",
            "multichat://devlogs/../x",
            "multichat://inbox/agent-3",
            "multichat://sessions/" + "x".repeat(200),
            "file:///etc/passwd")) {
      Came came = other.asked("resources/read", at(uri));
      Spec.of(version).error(came);
      assertThat(came.code()).as(uri).isEqualTo(Versions.noResource(version));
      JsonObject error = came.json().getJsonObject("error");
      assertThat(error.getJsonObject("data").getString("uri")).isEqualTo(uri);
      reasons.add(error.getString("message").replaceAll("'.*'", "URI"));
      assertThat(came.text()).doesNotContain("alone", "Secret");
    }
    assertThat(reasons.stream().distinct()).hasSize(1);
    assertThat(client(two, version).asked("resources/read", NONE).code()).isEqualTo(-32602);
  }

  @Test
  void readingTheInboxMarksNothing() {
    String id = sent("", "waits");
    McpClient client = stateless(three);

    assertThat(text(client, INBOX)).contains("> waits", "Message " + id, "from agent-2");
    assertThat(text(client, INBOX)).contains("> waits");
    assertThat(text(stateless(two), INBOX)).contains("Nothing waits.");

    client.tool("check_inbox", NONE);
    eventually(() -> state(id) == ReceiptState.DELIVERED);
    soon(daemon.coordinator().acknowledge(Caller.agent(THREE), List.of(id)));
    assertThat(text(client, INBOX)).contains("Nothing waits.");
  }

  @Test
  void readingTheInboxLeavesItUndelivered() {
    String id = sent("", "waits");
    McpClient client = stateless(three);

    text(client, INBOX);
    client.tool("acknowledge", args("ids", List.of(sent("", "another"))));

    assertThat(state(id)).isEqualTo(ReceiptState.RECORDED);
  }

  @Test
  void aSessionShowsItsNewestMessages() {
    Message first = message(sent("Numbers", "number 1 of all"));
    for (int i = 2; i <= 25; i++) {
      Draft next = Draft.of(Kind.INFORM, List.of(THREE), "", "number " + i + " of all");
      soon(daemon.coordinator().send(Caller.agent(TWO), next.at(null, first.session(), null)));
    }

    String page = text(stateless(three), session(first));

    assertThat(page)
        .contains("- Messages: 25; below are the newest", "number 6 of", "number 25 of")
        .contains("seq 25", "verified by the hub: from agent-2 to agent-3")
        .doesNotContain("number 5 of");
    assertThat(page.indexOf("number 6 of")).isLessThan(page.indexOf("number 25 of"));
  }

  private void foreign() {
    enrolled("agent-4");
    Draft draft = Draft.of(Kind.INFORM, List.of(TWO), "Other", "x");
    soon(daemon.coordinator().send(Caller.agent("agent-4"), draft));
  }

  @Test
  void allThatACallerMayReadIsListedOnceInPages() {
    List<String> expected = new ArrayList<>(List.of(INBOX));
    for (int i = 0; i < 40; i++) {
      Message message = message(sent("Number " + i, "text"));
      expected.add(session(message));
      expected.add("multichat://devlogs/" + message.id());
    }
    foreign();
    McpClient client = stateless(three);

    List<String> listed = new ArrayList<>();
    JsonObject params = NONE;
    int pages = 0;
    do {
      JsonObject page = client.result("resources/list", params);
      page.getJsonArray("resources").stream()
          .map(JsonObject.class::cast)
          .forEach(resource -> listed.add(resource.getString("uri")));
      assertThat(page.getJsonArray("resources").size()).isBetween(1, 51);
      params = args("cursor", page.getString("nextCursor"));
      pages++;
    } while (params.getString("cursor") != null);

    assertThat(listed).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(listed.get(0)).isEqualTo(INBOX);
    assertThat(pages).isEqualTo(2);
  }

  @Test
  void aCursorThatNobodyGaveIsRefused() {
    for (Object cursor : List.of("nonsense", "e30", 7)) {
      Came came = stateless(two).asked("resources/list", new JsonObject().put("cursor", cursor));
      assertThat(came.code()).isEqualTo(-32602);
    }
    Came came = stateless(two).asked("resources/templates/list", args("cursor", "e30"));
    assertThat(came.code()).isEqualTo(-32602);
  }
}
