package dev.multichat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code agent add --client} prints and writes. */
class JoiningTest extends TwoAgents {
  @Test
  void theTokenAloneIsTheOutputAndTheLineToJoinStandsBesideIt() throws IOException {
    CommandLineRun added = operator.run("agent", "add", "agent-4", "--client", "claude");

    assertThat(added.code()).isZero();
    assertThat(added.out()).matches("mc_\\S+\n");
    Path hook = folder.resolve(".multichat/hooks/claude.sh");
    assertThat(added.err())
        .contains(
            "  claude mcp add --scope project --transport http multichat "
                + home.url()
                + "/mcp --header 'Authorization: Bearer ${MULTICHAT_TOKEN}'\n")
        .contains("Wake it: " + hook)
        .doesNotContain(added.out().strip());
    assertThat(Files.getPosixFilePermissions(hook))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    assertThat(Files.readString(hook)).contains(home.url()).doesNotContain(added.out().strip());
  }

  @Test
  void eachProgramIsJoinedInItsOwnWords() {
    assertThat(operator.run("agent", "add", "agent-5", "--client", "codex").err())
        .contains(
            "  codex mcp add multichat --url "
                + home.url()
                + "/mcp --bearer-token-env-var MULTICHAT_TOKEN\n")
        .contains(".codex/hooks.json, and trust it");
    assertThat(operator.run("agent", "add", "agent-6", "--client", "gemini").err())
        .contains(
            "  gemini mcp add --transport http --header 'Authorization: Bearer ${MULTICHAT_TOKEN}'"
                + " multichat "
                + home.url()
                + "/mcp\n");
    operator.refused(2, "'--client'", "agent add agent-7 --client cursor".split(" "));
    operator.refused(
        2, "one of claude, codex, gemini.", "agent", "add", "agent-7", "--client", "cursor");
    operator.refused(2, "with --client", "agent", "add", "agent-7", "--hook", "x");
  }

  @ParameterizedTest
  @MethodSource("dev.multichat.cli.HookFixture#all")
  void asJsonItIsAllInOneObject(HookFixture fixture) {
    JsonObject json =
        operator.json("agent", "add", "agent-4", "--client", fixture.client(), "--json");

    assertThat(json.fieldNames())
        .containsExactly(
            "id",
            "access",
            "token",
            "client",
            "configure",
            "hook",
            "hookFile",
            "hookConfiguration");
    assertThat(json.getString("configure")).startsWith(fixture.client() + " mcp add ");
    String event = fixture.told().getString("event");
    JsonArray entries =
        json.getJsonObject("hookConfiguration").getJsonObject("hooks").getJsonArray(event);
    JsonObject command = entries.getJsonObject(0).getJsonArray("hooks").getJsonObject(0);
    assertThat(command.getString("type")).isEqualTo("command");
    assertThat(command.getString("command")).isEqualTo(json.getString("hook"));
    assertThat(command.getInteger("timeout")).isEqualTo(fixture.told().getInteger("timeout"));
  }

  @Test
  void whoAsksWithAnAgentsTokenIsToldWhereItCameFrom() {
    for (String command : List.of("add", "rotate", "revoke")) {
      two.refused(1, "env -u MULTICHAT_TOKEN", "agent", command, "agent-3");
    }
  }

  @Test
  void noTextLeavesAnAgentsTokenInTheOperatorsShell() throws IOException {
    assertThat(operator.done("agent", "add", "--help")).doesNotContain("export MULTICHAT_TOKEN");
    for (String page : List.of("README.md", "docs/mcp-clients.md")) {
      assertThat(Path.of(page)).content().contains("MULTICHAT_TOKEN=$TOKEN_");
      assertThat(Path.of(page)).content().doesNotContain("export MULTICHAT_TOKEN");
    }
  }

  @Test
  void aHookThatWakesAnotherHubsAgentsIsKept() throws IOException {
    String[] line = {"agent", "add", "agent-4", "--client", "claude"};
    operator.done(line);
    Path hook = folder.resolve(".multichat/hooks/claude.sh");
    operator.done("agent", "add", "agent-5", "--client", "claude");
    String other = Files.readString(hook).replace(home.url(), "http://127.0.0.1:1");
    Files.writeString(hook, other);

    operator.refused(2, "http://127.0.0.1:1", "agent", "add", "agent-6", "--client", "claude");
    assertThat(hook).hasContent(other);
    assertThat(operator.done("agent", "list")).doesNotContain("agent-6");

    operator.done("agent", "add", "agent-6", "--client", "claude", "--force");
    assertThat(Files.readString(hook)).contains(home.url());
  }

  @Test
  void aFileThatIsNotOursIsKeptAndNobodyIsAdded() throws IOException {
    Path other = folder.resolve("other.sh");
    Files.writeString(other, "#!/bin/sh\necho mine\n");
    String[] line = {"agent", "add", "agent-4", "--client", "claude", "--hook", other.toString()};

    operator.refused(2, "is no hook of Multichat", line);
    assertThat(other).hasContent("#!/bin/sh\necho mine\n");
    assertThat(operator.done("agent", "list")).doesNotContain("agent-4");

    operator.done(
        "agent", "add", "agent-4", "--client", "claude", "--force", "--hook", other.toString());
    assertThat(Files.readString(other)).contains("# multichat-hook:");
    operator.done("agent", "add", "agent-5", "--client", "claude", "--hook", other.toString());
  }
}
