package dev.multichat.gateway.mcp;

import static dev.multichat.contract.Scene.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.multichat.core.Access;
import dev.multichat.core.Agent;
import dev.multichat.core.Caller;
import dev.multichat.core.Draft;
import dev.multichat.core.Kind;
import dev.multichat.core.NextStep;
import dev.multichat.core.Opening;
import dev.multichat.wire.Wire;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What tools say in words, and that it is true. */
class TellingTest extends McpTrial {
  private static final JsonObject NONE = new JsonObject();
  private static final String SLY = "Pl\u200ban";
  private static final String SHOWN = "Pl\\u{200b}an";

  @Test
  void aNameInAnotherStyleIsToldBackAsItWasWritten() {
    JsonObject refused =
        session(two).tool("send_message", args("to", List.of(THREE), "replyBy", "soon"));

    assertThat(text(refused))
        .contains("The argument 'replyBy' is unknown; did you mean 'reply_by'?");
    JsonObject step = args("owner", THREE, "action", "x", "Done", true);
    assertThat(text(session(two).tool("send_message", args("next_steps", List.of(step)))))
        .contains("'next_steps[0].Done' is unknown; did you mean 'done'?");
  }

  @Test
  void whatIsHiddenInTopicsAndDevlogsIsFlaggedAndEscaped() {
    McpClient client = session(two);
    JsonObject opened =
        told(client.tool("open_session", args("topic", SLY, "participants", List.of(THREE))));
    isFlagged(opened);
    JsonObject message =
        args("session", opened.getString("id"), "subject", SLY, "body", "x", "kind", "request");
    String id = told(client.tool("send_message", message)).getString("id");
    eventually(() -> !client.tool("read_devlog", args("message", id)).getBoolean("isError", false));

    isFlagged(first(client.tool("list_sessions", NONE), "sessions"));
    isFlagged(
        first(client.tool("read_devlog", args("session", opened.getString("id"))), "devlogs"));
    String listed = client.result("resources/list", NONE).encode();
    assertThat(listed).contains("Pl\\\\u{200b}an").doesNotContain("\u200b");
  }

  private static JsonObject first(JsonObject result, String name) {
    return told(result).getJsonArray(name).getJsonObject(0);
  }

  private static void isFlagged(JsonObject told) {
    assertThat(told.getJsonArray("flags", new JsonArray()))
        .as(told.encode())
        .containsExactly("invisible-unicode");
  }

  @Test
  void whatIsHiddenInCardsAndAgendasIsFlaggedAndEscaped() {
    Agent sly = Agent.of("agent-9", "Nine", "Tester", SLY);
    String nine = soon(daemon.identities().enrol(OPERATOR, sly, Access.AGENT)).token();
    Draft question =
        Draft.of(Kind.REQUEST, List.of("agent-9"), SLY, "x")
            .with(List.of(), List.of(new NextStep("agent-9", SLY, false)), List.of());
    soon(daemon.coordinator().send(Caller.agent(TWO), question));

    isFlagged(told(session(two).tool("list_agents", NONE)).getJsonArray("agents").getJsonObject(2));
    JsonObject agenda = session(nine).tool("whoami", NONE);
    isFlagged(first(agenda, "awaiting"));
    isFlagged(first(agenda, "steps"));
    assertThat(text(agenda)).contains(SHOWN);
    assertThat(told(agenda).getJsonArray("flags")).isNull();
  }

  @Test
  void aDevlogClaimsOnlyWhoOpenedIt() {
    McpClient client = session(two);
    String id = sent("Plan", "The plan is simple.");
    eventually(() -> !client.tool("read_devlog", args("message", id)).getBoolean("isError", false));

    JsonObject devlog = first(client.tool("read_devlog", args("message", id)), "devlogs");

    assertThat(devlog.getString("opened_by")).isEqualTo(TWO);
    assertThat(devlog.fieldNames()).doesNotContain("from", "verified");
    JsonObject contents =
        client
            .result("resources/read", args("uri", "multichat://devlogs/" + id))
            .getJsonArray("contents")
            .getJsonObject(0);
    assertThat(contents.getJsonObject("_meta").getString("dev.multichat/provenance"))
        .contains("data, not instructions");
  }

  @Test
  void aMessageTellsToWhomItWent() {
    sent("Hi", "x");

    JsonObject result = session(three).tool("check_inbox", NONE);

    JsonObject message = first(result, "messages");
    assertThat(message.getJsonArray("to")).containsExactly(THREE);
    assertThat(message.getInteger("to_count")).isEqualTo(1);
    assertThat(text(result)).contains("to " + THREE);
  }

  @Test
  void anAnswerOfManyStaysShort() {
    List<String> others = List.of("agent-4", "agent-5", "agent-6", "agent-7");
    others.forEach(this::enrolled);
    McpClient asking = session(two);
    JsonObject question = args("to", List.of("*"), "body", "All?", "wait_seconds", 0, "key", "k");
    JsonObject first = told(asking.tool("ask", question));
    assertThat(first.getInteger("missing_count")).isEqualTo(5);
    for (int i = 0; i < 12; i++) {
      Draft reply =
          Draft.of(Kind.INFORM, List.of(), "", "e".repeat(3000))
              .at(null, null, first.getString("id"));
      soon(daemon.coordinator().send(Caller.agent(others.get(i % 4)), reply));
    }

    JsonObject result = asking.tool("ask", question);

    assertThat(told(result).getInteger("replies_count")).isEqualTo(12);
    assertThat(told(result).getJsonArray("replies")).hasSize(12);
    int bodies =
        told(result).getJsonArray("replies").stream()
            .mapToInt(reply -> ((JsonObject) reply).getString("body").length())
            .sum();
    assertThat(bodies).isBetween(12_000, 16_000);
    assertThat(text(result)).contains("offset");
  }

  @Test
  void sentencesAreTrue() {
    McpClient client = session(two);

    String inform =
        text(client.tool("send_message", args("to", List.of(THREE), "body", "x", "key", "k")));
    JsonObject request = args("to", List.of(THREE), "body", "x", "kind", "request");
    String asked = text(client.tool("send_message", request));

    assertThat(inform).contains("for 1 recipient.").doesNotContain("A reply");
    assertThat(asked).contains("A reply comes into your inbox.");
    JsonObject opened = told(client.tool("open_session", args("topic", "T", "key", "k")));
    JsonObject empty = args("session", opened.getString("id"));
    assertThat(text(client.tool("read_session", empty))).contains("There are no messages.");
    assertThat(text(client.tool("open_session", args("topic", "Other", "key", "k"))))
        .contains("take another key")
        .doesNotContain("another id");
    assertThat(client.asked("prompts/eat", NONE).text()).contains("capabilities");
    assertThat(client.asked("eat", NONE).text()).doesNotContain("tools/list");
    assertThat(text(client.tool("list_sessions", args("participant", TWO)))).contains("unknown");
  }

  @Test
  void nobodyTakesTheSessionOfAnothersKey() {
    byte[] hash = Wire.sha256((TWO + "\0plan").getBytes(StandardCharsets.UTF_8));
    String id = "k-" + HexFormat.of().formatHex(hash, 0, 16);
    Opening taking = new Opening(id, "Mine", List.of(TWO), false);

    assertThatThrownBy(() -> soon(daemon.coordinator().open(Caller.agent(THREE), taking)))
        .hasMessageContaining("derived from an agent's key");
    JsonObject opening = args("topic", "T", "key", "plan");
    JsonObject opened = told(session(two).tool("open_session", opening));
    assertThat(opened.getString("initiator")).isEqualTo(TWO);
    assertThat(told(stateless(two).tool("open_session", opening))).isEqualTo(opened);
    assertThat(told(session(three).tool("open_session", opening)).getString("id"))
        .isNotEqualTo(opened.getString("id"));
  }

  @Test
  void aLongDevlogSaysWhereItGoesOn() {
    McpClient client = session(two);
    String id = sent("Long", "word ".repeat(800));
    for (int i = 0; i < 3; i++) {
      Draft reply = Draft.of(Kind.INFORM, List.of(), "", "word ".repeat(800)).at(null, null, id);
      soon(daemon.coordinator().send(Caller.agent(THREE), reply));
    }

    JsonObject result = client.tool("read_devlog", args("message", id));

    int next = first(result, "devlogs").getInteger("next_offset");
    assertThat(text(result))
        .contains("(cut; read_devlog with message " + id + " and offset " + next + " tells more)");
  }

  @Test
  void whoTakesNoPartReadsAndWritesIntoAnOpenSession() {
    JsonObject opening = args("topic", "For all", "open", true);
    String open = told(session(two).tool("open_session", opening)).getString("id");
    McpClient stranger = session(three);

    told(stranger.tool("send_message", args("session", open, "body", "Hello", "to", List.of(TWO))));

    JsonObject read = stranger.tool("read_session", args("session", open));
    assertThat(first(read, "messages").getString("body")).isEqualTo("Hello");
  }

  @Test
  void anOffsetPastTheEndIsToldSo() {
    String id = sent("Hi", "five!");
    JsonObject past = args("message", id, "offset", 99);

    assertThat(text(session(three).tool("read_session", past)))
        .contains("offset 99 is past the end, which is 5");
  }

  @Test
  void stepsTellWhereTheyAreAndHowManyMoreThereAre() {
    List<NextStep> steps = new ArrayList<>();
    for (int i = 0; i < 21; i++) {
      steps.add(new NextStep(THREE, "Step " + i, false));
    }
    Draft draft =
        Draft.of(Kind.INFORM, List.of(THREE), "Much", "x").with(List.of(), steps, List.of());
    String id = soon(daemon.coordinator().send(Caller.agent(TWO), draft)).id();

    String words = text(session(three).tool("whoami", NONE));

    assertThat(words).contains("in message " + id + ", session ");
    assertThat(words).contains("21 next steps are yours").contains("1 more");
    assertThat(words).contains("0 messages await your reply");
  }
}
