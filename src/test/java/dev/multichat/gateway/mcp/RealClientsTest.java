package dev.multichat.gateway.mcp;

import static dev.multichat.contract.Scene.OPERATOR;
import static dev.multichat.store.contract.Trial.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.core.ReceiptState;
import dev.multichat.gateway.mcp.words.Words;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Clients from npm that others wrote, as they are. */
@Tag("it")
class RealClientsTest extends McpTrial {
  private static final Path SOURCES = Path.of("src/test/node/mcp");
  private static final String[] TOOLS = {
    "whoami",
    "list_agents",
    "send_message",
    "ask",
    "check_inbox",
    "acknowledge",
    "open_session",
    "list_sessions",
    "read_session",
    "read_devlog"
  };

  @TempDir static Path node;
  private final List<Process> started = new ArrayList<>();

  @BeforeAll
  static void install() throws Exception {
    try (var files = Files.list(SOURCES)) {
      for (Path file : files.toList()) {
        Files.copy(file, node.resolve(file.getFileName()));
      }
    }
    File out = node.resolve("install.out").toFile();
    Process install =
        new ProcessBuilder("npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts")
            .directory(node.toFile())
            .redirectErrorStream(true)
            .redirectOutput(out)
            .start();
    assertThat(install.waitFor(5, TimeUnit.MINUTES)).isTrue();
    assertThat(install.exitValue()).as(Files.readString(out.toPath())).isZero();
  }

  @AfterEach
  void end() {
    started.forEach(Process::destroyForcibly);
  }

  @ParameterizedTest
  @CsvSource({"auto, 2026-07-28", "legacy, 2025-11-25"})
  void twoAgentsOnTwoClientsTalkAndTheirDevlogIsRight(String mode, String version)
      throws Exception {
    Process answerer = run("answerer", three, mode, "node", "answerer.mjs");
    eventually(() -> out("answerer").contains("waits"));
    Process asker = run("asker", two, mode, "node", "asker.mjs");

    JsonObject told = new JsonObject(ended(asker, "asker", 0));
    assertThat(ended(answerer, "answerer", 0).lines())
        .filteredOn(line -> !line.equals("waits"))
        .containsExactly(
            "tools 10 of 2025-11-25",
            "asked by agent-2: Which port is it?",
            "told by agent-2: Thank you.",
            "acknowledged 1",
            "ended");
    assertThat(told.getString("version")).isEqualTo(version);
    checkCalls(told);
    checkDevlog(told);
  }

  private static void checkCalls(JsonObject told) {
    assertThat(told.getJsonArray("tools")).containsExactly((Object[]) TOOLS);
    assertThat(told.getString("me")).isEqualTo(TWO);
    assertThat(told.getJsonArray("others")).containsExactly(TWO, THREE);
    assertThat(told.getJsonObject("refused").getBoolean("isError")).isTrue();
    assertThat(told.getJsonObject("refused").getString("text")).contains("did you mean agent-3");
    assertThat(told.getJsonObject("unknown").getInteger("code")).isEqualTo(-32602);
    assertThat(told.getString("misfit")).contains("'wait_seconds' must be a whole number");
    assertThat(told.getString("state")).isEqualTo("answered");
    assertThat(told.getJsonArray("replies"))
        .containsExactly(new JsonArray().add(THREE).add("It is 8642."));
    assertThat(told.getJsonArray("history"))
        .containsExactly("Which port is it?", "It is 8642.", "Thank you.");
    assertThat(told.getJsonArray("sessions")).containsExactly("Ports");
    assertThat(told.getInteger("inbox")).isZero();
    assertThat(told.getInteger("progress")).isPositive();
    assertThat(told.getString("updated")).isEqualTo("multichat://inbox");
    assertThat(told.getJsonArray("resources")).contains("multichat://inbox");
    assertThat(told.getJsonArray("prompts")).containsExactly("join", "handoff", "catch_up");
    assertThat(told.getString("join")).contains("You are the agent 'agent-2'");
  }

  /** As the clients read it, by tool and as a resource, and as the hub has it. */
  private void checkDevlog(JsonObject told) {
    String question = told.getString("question");
    String recorded = await(daemon.coordinator().devlog(OPERATOR, question)).markdown();
    assertThat(recorded)
        .containsSubsequence(
            "state: \"answered\"",
            "# agent-2 to agent-3: Port",
            "Which port is it?",
            "## agent-3 response",
            "It is 8642.",
            "## agent-2 response",
            "Thank you.",
            "**Answered**");
    assertThat(told.getString("devlog")).isEqualTo(recorded);
    assertThat(told.getString("log")).endsWith(Words.quoted(recorded));
    assertThat(state(question)).isEqualTo(ReceiptState.REPLIED);
    assertThat(state(told.getString("thanks"))).isEqualTo(ReceiptState.ACKNOWLEDGED);
  }

  @Test
  void theInspectorFindsNoFaultAndReachesEverything() throws Exception {
    String id = sent("Port", "Which port is it?");

    assertThat(inspected(0, "tools/list", "--strict").getJsonArray("tools"))
        .extracting(tool -> ((JsonObject) tool).getString("name"))
        .containsExactly(TOOLS);
    assertThat(out("inspector.err")).isEmpty();
    assertThat(called(0, "whoami").getJsonObject("structuredContent").getString("id"))
        .isEqualTo(THREE);
    assertThat(called(0, "check_inbox", "limit=5").encode()).contains(id);
    assertThat(called(0, "send_message", "in_reply_to=" + id, "body=It is 8642.").encode())
        .contains("\"known\":false");
    assertThat(state(id)).isEqualTo(ReceiptState.REPLIED);
    assertThat(called(5, "send_message", "to=[\"agent-22\"]", "body=Hello").getBoolean("isError"))
        .isTrue();
    assertThat(inspected(0, "resources/templates/list").encode())
        .contains("multichat://sessions/{id}", "multichat://devlogs/{id}");
    assertThat(inspected(0, "resources/read", "--uri", "multichat://devlogs/" + id).encode())
        .contains("It is 8642.");
    assertThat(inspected(0, "prompts/get", "--prompt-name", "join").encode())
        .contains("You are the agent 'agent-3'");
  }

  private JsonObject called(int code, String tool, String... arguments) throws Exception {
    List<String> words = new ArrayList<>(List.of("--tool-name", tool));
    if (arguments.length > 0) {
      words.add("--tool-arg");
      words.addAll(List.of(arguments));
    }
    return inspected(code, "tools/call", words.toArray(String[]::new));
  }

  private JsonObject inspected(int code, String method, String... more) throws Exception {
    List<String> words = new ArrayList<>();
    words.addAll(List.of("node_modules/.bin/mcp-inspector", "--cli", daemon.url() + "/mcp"));
    words.addAll(List.of("--transport", "http", "--header", "Authorization: Bearer " + three));
    words.addAll(List.of("--method", method));
    words.addAll(List.of(more));
    Process inspector = run("inspector", three, "", words.toArray(String[]::new));
    return new JsonObject(ended(inspector, "inspector", code));
  }

  private Process run(String name, String token, String mode, String... command)
      throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(node.toFile())
            .redirectError(folder.resolve(name + ".err").toFile())
            .redirectOutput(folder.resolve(name).toFile());
    builder.environment().put("HOME", folder.toString());
    builder.environment().put("TOKEN", token);
    builder.environment().put("MODE", mode);
    builder.environment().put("URL", daemon.url() + "/mcp");
    Process process = builder.start();
    started.add(process);
    return process;
  }

  private String ended(Process process, String name, int code) throws InterruptedException {
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).as(name).isTrue();
    assertThat(process.exitValue()).as(out(name + ".err")).isEqualTo(code);
    return out(name);
  }

  private String out(String name) {
    try {
      return Files.readString(folder.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
