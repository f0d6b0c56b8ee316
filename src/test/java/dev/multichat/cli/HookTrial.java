package dev.multichat.cli;

import static dev.multichat.store.contract.Trial.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.core.Caller;
import dev.multichat.core.Draft;
import dev.multichat.core.Kind;
import dev.multichat.core.Receipt;
import dev.multichat.core.ReceiptState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;

/** A hook as a program runs it, with the real shell and the real curl, beside a real daemon. */
abstract class HookTrial extends TwoAgents {
  private static final int MOST_SECONDS = 20;

  String path;
  String seconds = "10";
  String token;

  @BeforeEach
  void findCurl() {
    path = System.getenv("PATH");
    assertThat(Stream.of(path.split(":")).map(folder -> Path.of(folder, "curl")))
        .as("The hooks are tested with curl, which is not on the PATH; install it.")
        .anyMatch(Files::isExecutable);
  }

  /** Adds agent-9 for the program; its script lies where a shell has to quote. */
  Path hook(HookFixture fixture) {
    Path hook = folder.resolve("it's here").resolve(fixture + ".sh");
    token =
        operator
            .done(
                "agent", "add", "agent-9", "--client", fixture.client(), "--hook", hook.toString())
            .strip();
    return hook;
  }

  Receipt sent(String subject) {
    return await(home.coordinator().send(Caller.agent("agent-3"), draft("agent-9", subject)));
  }

  static Draft draft(String to, String subject) {
    return Draft.of(Kind.INFORM, List.of(to), subject, "secret body");
  }

  ReceiptState state(String id) {
    return await(home.coordinator().receipts(Caller.agent("agent-3"), id))
        .recipients()
        .get(0)
        .state();
  }

  /** What the hook prints, on its standard output; it must end with 0 and say nothing beside it. */
  String stopping(Path hook, String input) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder("/bin/sh", "-c", Joining.quoted(hook.toString()));
    builder.environment().clear();
    builder.environment().put("PATH", path);
    if (!seconds.isEmpty()) {
      builder.environment().put("MULTICHAT_HOOK_SECONDS", seconds);
    }
    if (!token.isEmpty()) {
      builder.environment().put("MULTICHAT_TOKEN", token);
    }
    Process process = builder.start();
    CompletableFuture<Void> patience =
        CompletableFuture.runAsync(
            () -> {
              process.descendants().forEach(ProcessHandle::destroyForcibly);
              process.destroyForcibly();
            },
            CompletableFuture.delayedExecutor(MOST_SECONDS, TimeUnit.SECONDS));
    try (var stdin = process.outputWriter(StandardCharsets.UTF_8)) {
      stdin.write(input);
    }
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.errorReader().readLine()).isNull();
    assertThat(process.waitFor()).as("its exit code, unless it had to be killed").isZero();
    patience.cancel(false);
    return out;
  }
}
