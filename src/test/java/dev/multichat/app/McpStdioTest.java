package dev.multichat.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code multichat mcp --stdio} as a process, as a program starts it, beside a served daemon. */
@Tag("it")
class McpStdioTest {
  private static final int MOST_SECONDS = 60;

  @TempDir Path folder;

  @Test
  void itSpeaksTheProtocolAndNothingElseUntilItsInputEnds() throws Exception {
    try (Served daemon = Served.in(folder)) {
      ProcessBuilder command = SecondJvm.of(folder, Main.class, "mcp", "--stdio");
      command.environment().put("MULTICHAT_TOKEN", token());
      Process bridge = command.redirectError(folder.resolve("bridge.err").toFile()).start();
      CompletableFuture<Void> patience =
          CompletableFuture.runAsync(
              bridge::destroyForcibly,
              CompletableFuture.delayedExecutor(MOST_SECONDS, TimeUnit.SECONDS));
      talk(bridge);
      assertThat(bridge.waitFor()).isZero();
      patience.cancel(false);
      assertThat(folder.resolve("bridge.err")).isEmptyFile();
      assertThat(daemon.log()).doesNotContain("ERROR");
    }
  }

  private static void talk(Process bridge) throws IOException {
    BufferedWriter in = bridge.outputWriter(StandardCharsets.UTF_8);
    try (BufferedReader out = bridge.inputReader(StandardCharsets.UTF_8)) {
      say(
          in,
          "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{"
              + "\"protocolVersion\":\"2025-11-25\",\"capabilities\":{},"
              + "\"clientInfo\":{\"name\":\"t\",\"version\":\"1\"}}}");
      say(in, "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");
      say(in, "{\"jsonrpc\":\"2.0\",\"id\":\"zwei ☺\",\"method\":\"tools/list\"}");
      JsonObject begun = new JsonObject(out.readLine());
      assertThat(begun.getJsonObject("result").getJsonObject("serverInfo").getString("name"))
          .isEqualTo("multichat");
      JsonObject listed = new JsonObject(out.readLine());
      assertThat(listed.getString("id")).isEqualTo("zwei ☺");
      JsonArray tools = listed.getJsonObject("result").getJsonArray("tools");
      assertThat(tools.encode()).contains("\"whoami\"");
      in.close();
      assertThat(out.readLine()).isNull();
    }
  }

  @Test
  void withoutATokenItSaysWhichOneAndDoesNotActAsTheOperator() throws Exception {
    Process bridge = SecondJvm.of(folder, Main.class, "mcp", "--stdio").start();
    bridge.getOutputStream().close();
    assertThat(bridge.errorReader().readLine())
        .startsWith("multichat: MULTICHAT_TOKEN is not set; set it to the token of the agent");
    assertThat(bridge.inputReader().readLine()).isNull();
    assertThat(bridge.waitFor()).isEqualTo(2);
  }

  /** The token of an agent that the command line adds. */
  private String token() throws IOException, InterruptedException {
    Path errors = Files.createTempFile(folder, "add", ".err");
    Process add =
        SecondJvm.of(folder, Main.class, "agent", "add", "agent-2")
            .redirectError(errors.toFile())
            .start();
    String token = add.inputReader().readLine();
    assertThat(add.waitFor()).as(Files.readString(errors)).isZero();
    return token;
  }

  private static void say(BufferedWriter in, String line) throws IOException {
    in.write(line);
    in.write('\n');
    in.flush();
  }
}
