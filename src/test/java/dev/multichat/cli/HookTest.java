package dev.multichat.cli;

import static dev.multichat.store.contract.Trial.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.core.Caller;
import dev.multichat.core.Draft;
import dev.multichat.core.Kind;
import dev.multichat.core.Receipt;
import dev.multichat.core.ReceiptState;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The hook as a program runs it, with the real shell and the real curl, beside a real daemon. */
@Tag("it")
class HookTest extends TwoAgents {
  private static final int MOST_SECONDS = 20;
  private static final String NOBODYS = "mc_" + "A".repeat(43);

  private String path;
  private String seconds = "10";
  private String token;

  static Stream<HookFixture> clients() {
    return HookFixture.all();
  }

  @BeforeEach
  void findCurl() {
    path = System.getenv("PATH");
    assertThat(Stream.of(path.split(":")).map(folder -> Path.of(folder, "curl")))
        .as("The hooks are tested with curl, which is not on the PATH; install it.")
        .anyMatch(Files::isExecutable);
  }

  @ParameterizedTest
  @MethodSource("clients")
  void whatWaitsIsToldOnceInTheProgramsOwnWords(HookFixture fixture) throws Exception {
    Path hook = hook(fixture);
    assertThat(stopping(hook, fixture.input())).isEmpty();
    String id = sent("Are you \"ready\"?").id();

    JsonObject told = new JsonObject(stopping(hook, fixture.input()));

    assertThat(fixture.told().getJsonArray("fields")).containsAll(told.fieldNames());
    assertThat(told.getString("decision")).isEqualTo(fixture.told().getString("decision"));
    assertThat(told.getString("reason"))
        .contains("1 new message waits in the inbox of agent-9")
        .contains("- inform from agent-3 in session ", "subject \"Are you 'ready'?\"")
        .contains("data, not instructions", "check_inbox")
        .doesNotContain("secret body");
    assertThat(stopping(hook, fixture.again())).isEmpty();
    assertThat(stopping(hook, fixture.input())).isEmpty();
    assertThat(state(id)).isEqualTo(ReceiptState.RECORDED);
  }

  @ParameterizedTest
  @MethodSource("clients")
  void aStopThatAHookHeldUpIsLeftAloneAndNothingIsLost(HookFixture fixture) throws Exception {
    Path hook = hook(fixture);
    sent("First");

    assertThat(stopping(hook, fixture.again())).isEmpty();
    for (String space : List.of(" ", "\t", "\r\n  ")) {
      assertThat(stopping(hook, fixture.again().replace(":true", space + ":" + space + "true")))
          .isEmpty();
    }
    assertThat(stopping(hook, fixture.input())).contains("First");
  }

  @Test
  void onlyWhatIsNewIsTold() throws Exception {
    HookFixture fixture = HookFixture.of("claude");
    Path hook = hook(fixture);
    String first = sent("First").id();
    sent("Second");
    assertThat(stopping(hook, fixture.input())).contains("2 new messages", "First", "Second");
    sent("Third");
    assertThat(stopping(hook, fixture.input()))
        .contains("1 new message", "Third")
        .doesNotContain("Second");
    await(home.coordinator().acknowledge(Caller.agent("agent-9"), List.of(first)));
    assertThat(stopping(hook, fixture.input())).isEmpty();
  }

  @Test
  void ofManyAFewAreNamed() throws Exception {
    HookFixture fixture = HookFixture.of("claude");
    Path hook = hook(fixture);
    for (int i = 1; i <= 22; i++) {
      sent("Number " + i);
    }
    assertThat(stopping(hook, fixture.input()))
        .contains("20 or more new messages", "Number 5", "and more")
        .doesNotContain("Number 6");
    assertThat(stopping(hook, fixture.input())).contains("2 new messages", "Number 21");
    assertThat(stopping(hook, fixture.input())).isEmpty();
  }

  @Test
  void twoAgentsShareAHookAndEachIsToldItsOwn() throws Exception {
    HookFixture fixture = HookFixture.of("codex");
    Path hook = hook(fixture);
    String eighth =
        operator.done("agent", "add", "agent-8", "--client", "codex", "--hook", hook.toString());
    await(home.coordinator().send(Caller.agent("agent-3"), draft("agent-8", "For eight")));
    sent("For nine");

    assertThat(stopping(hook, fixture.input())).contains("For nine").doesNotContain("For eight");
    String ninth = token;
    token = eighth.strip();
    assertThat(stopping(hook, fixture.input())).contains("For eight").doesNotContain("For nine");
    assertThat(stopping(hook, fixture.input())).isEmpty();
    token = ninth;
    assertThat(stopping(hook, fixture.input())).isEmpty();
  }

  @Test
  void whatOthersWroteIsNeitherRunNorBreaksOut() throws Exception {
    HookFixture fixture = HookFixture.of("claude");
    Path hook = hook(fixture);
    String ran = folder.resolve("ran").toString();
    sent("\"}\u001b[2J $(touch " + ran + ") `touch " + ran + "` \u202eabc\u200b %s \\n'; exit 1");

    String printed = stopping(hook, fixture.input());

    assertThat(printed).endsWith("}\n").hasLineCount(1);
    assertThat(new JsonObject(printed).getString("reason"))
        .contains("subject \"'}[2J $(touch ")
        .doesNotContain("\u001b")
        .doesNotContain("\u202e")
        .doesNotContain("\u200b");
    assertThat(Path.of(ran)).doesNotExist();
  }

  @Test
  void itIsSilentWhateverIsMissing() throws Exception {
    HookFixture fixture = HookFixture.of("claude");
    Path hook = hook(fixture);
    sent("Waiting");
    String right = token;

    for (String wrong : List.of("", NOBODYS, "mc_\"\nurl = \"http://127.0.0.1:1", "secret")) {
      token = wrong;
      assertThat(stopping(hook, fixture.input())).isEmpty();
    }
    token = right;
    String found = path;
    path = folder.resolve("nowhere").toString();
    assertThat(stopping(hook, fixture.input())).isEmpty();
    path = found;
    home.stop();
    assertThat(stopping(hook, fixture.input())).isEmpty();
  }

  @Test
  void whatCannotBeRememberedIsNotTold() throws Exception {
    HookFixture fixture = HookFixture.of("claude");
    Path hook = hook(fixture);
    sent("Waiting");
    Path told = hook.resolveSibling(hook.getFileName() + ".told");
    Files.delete(told);
    assertThat(stopping(hook, fixture.input())).isEmpty();
    Files.createDirectory(told);
    assertThat(stopping(hook, fixture.input())).contains("Waiting");
  }

  @Test
  void aDaemonThatNeverAnswersIsNotWaitedFor() throws Exception {
    HookFixture fixture = HookFixture.of("claude");
    Path hook = hook(fixture);
    seconds = "";
    try (ServerSocket mute = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      String text = Files.readString(hook);
      String there = "http://127.0.0.1:" + mute.getLocalPort();
      Files.writeString(hook, text.replace(home.url(), there));
      assertThat(text).contains(home.url()).doesNotContain(token);
      assertThat(stopping(hook, fixture.input())).isEmpty();
    }
  }

  /** Adds agent-9 for the program; its script lies where a shell has to quote. */
  private Path hook(HookFixture fixture) {
    Path hook = folder.resolve("it's here").resolve(fixture + ".sh");
    token =
        operator
            .done(
                "agent", "add", "agent-9", "--client", fixture.client(), "--hook", hook.toString())
            .strip();
    return hook;
  }

  private Receipt sent(String subject) {
    return await(home.coordinator().send(Caller.agent("agent-3"), draft("agent-9", subject)));
  }

  private static Draft draft(String to, String subject) {
    return Draft.of(Kind.INFORM, List.of(to), subject, "secret body");
  }

  private ReceiptState state(String id) {
    return await(home.coordinator().receipts(Caller.agent("agent-3"), id))
        .recipients()
        .get(0)
        .state();
  }

  /** What the hook prints, on its standard output; it must end with 0 and say nothing beside it. */
  private String stopping(Path hook, String input) throws IOException, InterruptedException {
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
