package dev.multichat.gateway.bridge;

import static dev.multichat.contract.Scene.OPERATOR;
import static dev.multichat.store.contract.Trial.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.contract.Scene;
import dev.multichat.core.Access;
import dev.multichat.core.InboxQuery;
import dev.multichat.core.Message;
import dev.multichat.core.Opening;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The standard client from npm, and the agent of docs/contract.md as it stands there. */
@Tag("it")
class NodeClientTest extends BridgeTrial {
  private static final Path SOURCES = Path.of("src/test/node/bridge");

  private final List<Process> started = new java.util.ArrayList<>();

  @AfterEach
  void end() {
    started.forEach(Process::destroyForcibly);
  }

  @Test
  void twoAgentsTalkByTheStandardClient() throws Exception {
    install();
    String two = enrolled("agent-2", Access.AGENT);
    String three = enrolled("agent-3", Access.AGENT);
    await(
        daemon
            .coordinator()
            .open(Scene.as("agent-2"), new Opening("agent-2-alone", "Alone", List.of(), false)));

    Process partner = run("partner", three, "node", "partner.mjs");
    eventually(() -> out("partner").contains("ready"));
    run("agent", two, "node", "agent.mjs");

    eventually(() -> out("agent").contains("agent-3: Anything else?"));
    eventually(() -> out("agent").contains("answered [ 'It is 8642.' ]"));
    assertThat(out("agent")).doesNotContain("mc_");
    assertThat(out("partner"))
        .contains("foreign inbox 403 RECIPIENT_FAILURE")
        .contains("foreign session 403 RECIPIENT_FAILURE")
        .contains("unknown 404 RECIPIENT_FAILURE There is no agent 'agent-9'")
        .contains("claimed 403 RECIPIENT_FAILURE")
        .contains("no operation 403 RECIPIENT_FAILURE")
        .contains("asked Which port?")
        .doesNotContain("error");
    eventually(() -> inbox("agent-2").isEmpty() && inbox("agent-3").isEmpty());

    await(daemon.identities().rotate(OPERATOR, "agent-3"));
    assertThat(partner.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(out("partner")).contains("closed 1008 The token was taken away or replaced");
  }

  private void install() throws Exception {
    for (String file : List.of("package.json", "package-lock.json", "partner.mjs")) {
      Files.copy(SOURCES.resolve(file), folder.resolve(file));
    }
    Files.writeString(folder.resolve("agent.mjs"), documented());
    Process install = run("install", "", "npm", "ci", "--no-audit", "--no-fund");
    assertThat(install.waitFor(120, TimeUnit.SECONDS)).isTrue();
    assertThat(install.exitValue()).as(out("install")).isZero();
  }

  private List<Message> inbox(String agent) {
    InboxQuery now = new InboxQuery(null, 0, 10, null);
    return await(daemon.coordinator().inbox(Scene.as(agent), now)).items();
  }

  private static String documented() throws IOException {
    String contract = Files.readString(Path.of("docs/contract.md"), StandardCharsets.UTF_8);
    String section = contract.substring(contract.indexOf("## From a browser or Node\n"));
    Matcher block = Pattern.compile("```js\n(.*?)```", Pattern.DOTALL).matcher(section);
    assertThat(block.find()).isTrue();
    return block.group(1);
  }

  private Process run(String name, String token, String... command) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve(name + ".out").toFile());
    builder.environment().put("TOKEN", token);
    builder.environment().put("URL", daemon.url() + "/eventbus");
    Process process = builder.start();
    started.add(process);
    return process;
  }

  private String out(String name) {
    try {
      return Files.readString(folder.resolve(name + ".out"));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
