package dev.multichat.cli;

import static dev.multichat.store.contract.Trial.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.app.CommandHome;
import dev.multichat.bus.BusClient;
import dev.multichat.core.Agent;
import dev.multichat.core.Caller;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which daemon the commands ask, as whom, and what operators do with agents there. */
class DaemonCommandsTest {
  private static final String NOBODYS = "mc_" + "A".repeat(43);

  @TempDir Path folder;
  private CommandHome home;
  private Shell operator;

  @BeforeEach
  void begin() {
    home = new CommandHome(folder).started();
    operator = Shell.in(home.engine(), folder);
  }

  @AfterEach
  void end() throws IOException {
    home.close();
  }

  @Test
  void addingAnAgentPrintsNothingButItsTokenOnce() {
    CommandLineRun added = operator.run("agent", "add", "Agent-2", "--name", "Ada", "--role", "R");

    assertThat(added.code()).isZero();
    assertThat(added.out()).matches("mc_\\S+\n");
    assertThat(added.err()).startsWith("The token of agent-2 (agent), which is shown this once");
    JsonObject reader = operator.json("agent", "add", "board", "--access", "reader", "--json");
    assertThat(reader.fieldNames()).containsExactlyInAnyOrder("id", "access", "token");
    assertThat(reader.getString("access")).isEqualTo("reader");
    assertThat(operator.token(added.out().strip()).json("status", "--json").getJsonObject("you"))
        .isEqualTo(new JsonObject().put("agent", "agent-2").put("access", "agent"));
    operator.refused(1, "rotate it", "agent", "add", "agent-2");
    operator.refused(2, "is taken by the hub itself", "agent", "add", "all");
    operator.refused(
        2, "Invalid value for option '--access'", "agent add x --access god".split(" "));
  }

  @Test
  void agentsAreListedWithTheirAccessAndReadersAmongThem() {
    String token = operator.done("agent", "add", "agent-2", "--role", "Builder").strip();
    operator.done("agent", "add", "agent-3");
    operator.done("agent", "add", "board", "--access", "reader");
    operator.done("agent", "revoke", "agent-3");
    operator.token(token).done("inbox", "--wait", "0");

    String table = operator.done("agent", "list");
    assertThat(table)
        .containsPattern("agent-2 +agent-2 +Builder +agent +\\d{4}-")
        .containsPattern("agent-3 +agent-3 +- +revoked \\d{4}-")
        .containsPattern("board +board +reader +-\n")
        .containsPattern("operator +operator +operator +");
    JsonObject first =
        operator.json("agent", "list", "--json").getJsonArray("agents").getJsonObject(0);
    assertThat(first.getString("id")).isEqualTo("agent-2");
    assertThat(first.getString("access")).isEqualTo("agent");
    assertThat(first.getBoolean("present")).isFalse();
    assertThat(first.getString("lastSeenAt")).isNotEmpty();
    assertThat(operator.token(token).done("agent", "list"))
        .containsPattern("agent-2 +agent-2 +\\S+ +- ")
        .doesNotContain("board");
  }

  @Test
  void anAgentThatIsRegisteredAlreadyKeepsWhatNoOptionChanges() {
    Agent ada = Agent.of("agent-2", "Ada", "Builder", "");
    await(new BusClient(home.vertx).coordinator().register(Caller.agent("agent-2"), ada));
    assertThat(operator.done("agent", "list")).containsPattern("agent-2 +Ada +Builder +- ");

    operator.done("agent", "add", "agent-2", "--role", "Tester");

    assertThat(operator.done("agent", "list")).containsPattern("agent-2 +Ada +Tester +agent ");
  }

  @Test
  void whoIsRevokedHasNoTokenAndGetsNoOther() {
    String token = operator.done("agent", "add", "agent-2").strip();
    JsonObject gone = operator.json("agent", "revoke", "agent-2", "--json");

    assertThat(gone.getString("revokedAt")).isNotEmpty();
    operator.token(token).refused(1, "The token is of nobody", "inbox");
    operator.refused(1, "revoked", "agent", "add", "agent-2");
  }

  @Test
  void rotatingEndsTheTokenBefore() {
    String before = operator.done("agent", "add", "agent-2").strip();
    String after = operator.json("agent", "rotate", "agent-2", "--json").getString("token");

    operator.token(before).refused(1, "The token is of nobody", "inbox");
    assertThat(operator.token(after).run("inbox").code()).isZero();
    operator.token(after).refused(1, "Only an operator", "agent", "rotate", "agent-2");
    operator.token(after).refused(1, "Only an operator", "agent", "add", "agent-9");
    operator.refused(1, "agent-3", "agent", "rotate", "agent-3");
  }

  @Test
  void theStatusTellsHowTheDaemonIsAndWhoYouAre() {
    JsonObject json = operator.json("status", "--json");

    assertThat(json.fieldNames())
        .contains("url", "version", "uptimeMs", "store", "durability", "devlogLag", "you", "pid");
    assertThat(operator.done("status"))
        .contains("Daemon      " + home.url(), "You         operator, access operator\n")
        .contains("Store       " + home.store(), "Devlogs     up to date\n")
        .containsPattern("Running     0:00:\\d\\d h\n");
    String token = operator.done("agent", "add", "agent-2").strip();
    assertThat(operator.token(token).done("status"))
        .isEqualTo("Daemon      " + home.url() + "\nYou         agent-2, access agent\n");
    assertThat(operator.json("status", "--as", "agent-2", "--json").getJsonObject("you"))
        .isEqualTo(new JsonObject().put("agent", "agent-2").put("access", "agent"));
  }

  @Test
  void aTokenOfNobodyIsRefusedAndNotShown() {
    operator.token(NOBODYS).refused(1, "The token is of nobody", "status");
    CommandLineRun run = operator.token(NOBODYS).run("sessions");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).doesNotContain(NOBODYS);
    assertThat(operator.token(NOBODYS).run("config").out()).doesNotContain(NOBODYS);
  }

  @Test
  void theDaemonIsNamedByAFlagOrTheEnvironment() {
    String token = operator.done("agent", "add", "agent-2").strip();
    Shell stranger = Shell.in(new CommandHome(folder.resolve("elsewhere")).engine(), folder);

    assertThat(operator.done("--url", home.url() + "/", "status")).contains("operator");
    assertThat(
            stranger
                .with(Map.of("MULTICHAT_URL", home.url(), "MULTICHAT_TOKEN", token))
                .done("status"))
        .contains("agent-2");
    stranger.refused(1, "MULTICHAT_TOKEN is not set", "status", "--url", home.url());
    stranger
        .with(Map.of("MULTICHAT_URL", home.url()))
        .refused(1, "MULTICHAT_TOKEN is not set", "sessions");
    operator.refused(1, "MULTICHAT_TOKEN is not set", "status", "--url", "http://127.0.0.1:1");
    operator
        .token(NOBODYS)
        .refused(1, "start one with: multichat serve", "status", "--url", "http://127.0.0.1:1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://127.0.0.1",
        "127.0.0.1:8642",
        "http://",
        "http://user:secret@127.0.0.1",
        "http://127.0.0.1/multichat",
        "http://a b"
      })
  void aUrlThatIsNoneIsRefused(String url) {
    operator.refused(2, "is no daemon's URL", "status", "--url", url);
    assertThat(operator.run("status", "--url", url).err()).doesNotContain("secret");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "status",
        "send --to agent-2 x",
        "ask --to agent-2 x",
        "inbox",
        "ack 0198f2c4-5b7e-7cc1-8a3e-000000000001",
        "agent add agent-2",
        "agent list",
        "agent rotate agent-2",
        "agent revoke agent-2",
        "dead requeue 0198f2c4-5b7e-7cc1-8a3e-000000000001 agent-2",
        "release talk"
      })
  void withoutADaemonASentenceSaysHowToStartOne(String line) throws IOException {
    operator.refused(2, "Only a daemon can do this", (line + " --store sqlite:x").split(" "));
    home.announced(null);
    operator.refused(1, "serves no HTTP", line.split(" "));
    home.stop();
    operator.refused(1, "start one with: multichat serve", line.split(" "));
  }

  @Test
  void readingAsksTheDaemonUnlessAnotherStoreIsConfigured() throws IOException {
    operator.done("agent", "add", "agent-2");
    operator.done("send", "--to", "agent-2", "--subject", "Hello", "x");
    Shell nobody = operator.token(NOBODYS);

    assertThat(operator.done("sessions")).contains("Hello");
    nobody.refused(1, "The token is of nobody", "sessions");
    nobody
        .with(Map.of("MULTICHAT_STORE", home.store(), "MULTICHAT_TOKEN", NOBODYS))
        .refused(1, "The token is of nobody", "sessions");
    assertThat(nobody.done("sessions", "--store", home.store())).contains("Hello");
    nobody
        .with(Map.of("MULTICHAT_STORE", "sqlite:" + folder + "/other.db"))
        .refused(1, "does not exist", "sessions");
    operator.refused(
        2, "give one of them", "sessions", "--store", home.store(), "--url", home.url());
    operator.refused(2, "asks no daemon", "devlog", "rebuild", "--url", home.url());
    operator.refused(2, "asks no daemon", "export", "-", "--as", "agent-2");
  }

  @Test
  void aStoreIsReadWhenItsDaemonIsStopped() throws IOException {
    operator.done("agent", "add", "agent-2");
    operator.done("send", "--to", "agent-2", "--kind", "request", "--subject", "Hello", "x");
    home.stop();

    for (String line : new String[] {"sessions", "agenda", "devlog list"}) {
      String[] read = (line + " --store " + home.store()).split(" ");
      assertThat(operator.done(read)).contains("Hello");
      assertThat(operator.with(Map.of("MULTICHAT_STORE", home.store())).done(line.split(" ")))
          .isEqualTo(operator.done(read));
    }
    operator.refused(1, "start one with: multichat serve", "send", "--to", "agent-2", "x");
  }

  @Test
  void anOperatorWhoseTokenFileIsGoneIsToldWhatToSet() throws IOException {
    Files.delete(home.tokenFile());

    operator.refused(1, "set MULTICHAT_TOKEN instead", "status");
  }
}
