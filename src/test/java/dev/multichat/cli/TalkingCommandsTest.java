package dev.multichat.cli;

import static dev.multichat.store.contract.Trial.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.bus.BusClient;
import dev.multichat.bus.Subscription;
import dev.multichat.core.Caller;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Two agents talk through the command line and a real daemon. */
class TalkingCommandsTest extends TwoAgents {
  private static final String UUID = "0198f2c4-5b7e-7cc1-8a3e-000000000001";
  private static final long PATIENCE_MS = 30_000;

  @Test
  void whatOneSendsIsInTheInboxOfTheOtherUntilItIsAcknowledged() {
    CommandLineRun sent =
        two.run(
            "send", "--to", "agent-3", "--subject", "Ready\u202e?", "--id", UUID, "\u001b[2JHi");

    assertThat(sent.out())
        .matches(UUID + " is stored as #1 of session \\S+, for agent-3 \\(recorded\\)\\.\n");
    assertThat(sent.code()).isZero();
    assertThat(three.done("inbox"))
        .contains("agent-2 → agent-3, session ", "inform, " + UUID, "Ready\\u202e?")
        .contains("\\u001b[2JHi");
    assertThat(messages(three)).hasSize(1);
    assertThat(messages(two)).isEmpty();
    assertThat(three.json("ack", UUID, "--json"))
        .isEqualTo(new JsonObject().put("acknowledged", new JsonArray().add(UUID)));
    assertThat(three.run("inbox").err()).isEqualTo("The inbox is empty.\n");
    two.refused(1, "There is no message '" + UUID + "' to 'agent-2'", "ack", UUID);
  }

  @Test
  void anInboxIsShownAsFarAsItsLimitAndAcknowledgedWhenAsked() {
    for (String body : new String[] {"one", "two", "three"}) {
      two.done("send", "--to", "agent-3", body);
    }

    JsonObject some = three.json("inbox", "--limit", "2", "--json");
    assertThat(some.getJsonArray("messages")).hasSize(2);
    assertThat(some.getString("next")).isNotEmpty();
    assertThat(three.run("inbox", "--limit", "2", "--ack").err()).startsWith("There are more");
    assertThat(messages(three)).hasSize(1);
    assertThat(messages(three).getJsonObject(0).getString("body")).isEqualTo("three");
    three.refused(2, "'--limit' is 0", "inbox", "--limit", "0");
    three.refused(2, "'--wait' is -1", "inbox", "--wait", "-1");
  }

  @Test
  void theBodyIsAnArgumentAFileOrTheStandardInput() throws IOException {
    Path file = Files.writeString(folder.resolve("body.md"), "# Größe\n");
    Path binary = Files.write(folder.resolve("body.bin"), new byte[] {(byte) 0xff, 0});

    two.done("send", "--to", "agent-3", "from an argument");
    two.done("send", "--to", "agent-3", "--file", file.toString());
    two.typing("von Süden\n").done("send", "--to", "agent-3", "-");

    assertThat(messages(three).stream().map(m -> ((JsonObject) m).getString("body")))
        .containsExactly("from an argument", "# Größe\n", "von Süden\n");
    String path = file.toString();
    two.refused(2, "not both", "send", "--to", "agent-3", "--file", path, "and this");
    two.refused(2, "no text in UTF-8", "send", "--to", "agent-3", "--file", binary.toString());
    two.refused(2, "cannot be read", "send", "--to", "agent-3", "--file", path + ".gone");
    two.typing(new byte[] {(byte) 0xc3})
        .refused(2, "The standard input is no text", "send", "--to", "agent-3", "-");
    two.refused(2, "says nothing", "send", "--to", "agent-3");
  }

  @Test
  void everyFieldOfAMessageArrives() {
    JsonObject receipt =
        two.json(
            ("send --to agent-3,operator --subject Plan --kind PROPOSE --importance high --tag a"
                    + " --tag b --key k1 --reply-by 2036-01-01 Text --json")
                .split(" "));

    JsonObject message = messages(three).getJsonObject(0);
    assertThat(message.getJsonArray("to")).containsExactly("agent-3", "operator");
    assertThat(message.getString("kind")).isEqualTo("propose");
    assertThat(message.getString("importance")).isEqualTo("high");
    assertThat(message.getString("replyBy")).isEqualTo("2036-01-01T00:00:00.000Z");
    assertThat(message.getJsonArray("tags")).containsExactly("a", "b");
    assertThat(message.getString("id")).isEqualTo(receipt.getString("id"));
    String session = receipt.getString("session");
    JsonObject next = three.json("send", "--session", session, "More", "--json");
    assertThat(next.getInteger("seq")).isEqualTo(2);
    assertThat(next.getJsonArray("recipients")).hasSize(2);
  }

  @Test
  void whatIsSentAgainWithItsIdIsNotDoubled() {
    String[] line = {"send", "--to", "agent-3", "--id", UUID, "Once"};

    assertThat(two.done(line)).isEqualTo(two.done(line));
    assertThat(messages(three)).hasSize(1);
    two.refused(1, UUID, "send", "--to", "agent-3", "--id", UUID, "Twice");
  }

  @Test
  void whoAsksGetsTheReplyOfTheOtherAndEndsWithZero() throws Exception {
    CompletableFuture<CommandLineRun> asking =
        CompletableFuture.supplyAsync(
            () -> two.run("ask", "--to", "agent-3", "Which port?", "--wait", "30"));
    JsonArray waited = three.json("inbox", "--wait", "30", "--json").getJsonArray("messages");
    String question = waited.getJsonObject(0).getString("id");
    assertThat(asking).isNotDone();

    three.done("send", "--reply-to", question, "--kind", "inform", "8642");

    CommandLineRun asked = asking.get(30, TimeUnit.SECONDS);
    assertThat(asked.err()).isEmpty();
    assertThat(asked.code()).isZero();
    assertThat(asked.out()).contains("agent-3 → agent-2", "    8642\n");
  }

  @Test
  void whoAsksInVainEndsWithThreeAndMayGoOnWaiting() {
    String[] line = ("ask --to agent-3,operator Port? --wait 0 --id " + UUID).split(" ");
    CommandLineRun vain = two.run(line);
    operator.done("send", "--reply-to", UUID, "8642");
    CommandLineRun half = two.run(line);
    three.done("send", "--reply-to", UUID, "8643");
    CommandLineRun whole = two.run(line);

    assertThat(vain.code()).isEqualTo(3);
    assertThat(vain.out()).isEmpty();
    assertThat(vain.err())
        .isEqualTo(
            "No reply yet from agent-3, operator; to go on waiting, ask the same with --id "
                + UUID
                + "\n");
    assertThat(half.code()).isEqualTo(3);
    assertThat(half.err()).startsWith("No reply yet from agent-3;");
    assertThat(whole.code()).isZero();
    assertThat(whole.out()).contains("    8642\n", "    8643\n");
    JsonObject json = two.json((String.join(" ", line) + " --json").split(" "));
    assertThat(json.getJsonArray("replies")).hasSize(2);
    assertThat(json.getJsonArray("missing")).isEmpty();
  }

  @Test
  void anOperatorAsksAsAnAgentButAnAgentAsNobodyElse() {
    operator.done("send", "--as", "agent-2", "--to", "agent-3", "Hello");

    assertThat(messages(three).getJsonObject(0).getString("from")).isEqualTo("agent-2");
    assertThat(operator.json("inbox", "--as", "agent-3", "--json").getJsonArray("messages"))
        .hasSize(1);
    two.refused(
        1,
        "only an operator may call as an agent",
        ("send --as agent-3 --to operator Forged").split(" "));
    assertThat(operator.json("inbox", "--json").getJsonArray("messages")).isEmpty();
  }

  @Test
  void aDeadMessageIsListedAndPutBack() {
    Subscription handler =
        await(
            new BusClient(home.vertx)
                .receive(Caller.agent("agent-3"), m -> Future.failedFuture("cannot")));
    two.done("send", "--to", "agent-3", "--subject", "Fragile", "--id", UUID, "x");
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MS);
    while (operator.json("dead", "list", "--json").getJsonArray("dead").isEmpty()) {
      assertThat(System.nanoTime()).as("given up in time").isLessThan(until);
      await(home.vertx.timer(20, TimeUnit.MILLISECONDS));
    }
    await(handler.end());

    assertThat(operator.done("dead", "list")).containsPattern(UUID + " +agent-3 +Fragile ");
    two.refused(1, "operator", "dead", "list");
    two.refused(1, "Only an operator can do this.", "dead", "requeue", UUID, "agent-3");
    assertThat(operator.json("dead", "requeue", UUID, "agent-3", "--json").getString("id"))
        .isEqualTo(UUID);
    assertThat(operator.run("dead", "list").err()).isEqualTo("There are no dead messages.\n");
    assertThat(messages(three)).hasSize(1);
    operator.refused(1, "dead", "dead", "requeue", UUID, "agent-3");
  }

  @Test
  void anAgentReadsWhatItTakesPartInAndTheOperatorEverything() {
    operator.done("agent", "add", "agent-4");
    String session = two.json("send", "--to", "agent-3", "Hi", "--json").getString("session");
    operator.done("send", "--to", "agent-4", "--kind", "request", "--subject", "Secret", "Hm");

    assertThat(two.json("sessions", "--json").getJsonArray("sessions")).hasSize(1);
    assertThat(operator.json("sessions", "--json").getJsonArray("sessions")).hasSize(2);
    assertThat(two.done("show", session)).contains("    Hi\n", "agent-3: recorded");
    assertThat(two.run("agenda").err()).isEqualTo("Nothing awaits agent-2.\n");
    assertThat(operator.done("agenda")).startsWith("agent-4\n  reply to operator's request");
    two.refused(1, "'agent-2' cannot look into", "agenda", "agent-4");
    assertThat(two.json("devlog", "list", "--session", session, "--json").getJsonArray("devlogs"))
        .hasSize(1);
    assertThat(two.json("show", session, "--json").getJsonArray("messages")).hasSize(1);
  }

  private static JsonArray messages(Shell shell) {
    return shell.json("inbox", "--json").getJsonArray("messages");
  }
}
