package dev.multichat.cli;

import static dev.multichat.store.contract.Trial.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.core.Caller;
import dev.multichat.core.ReceiptState;
import io.vertx.core.json.JsonObject;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the hook tells whom, when, and in which words. */
@Tag("it")
class HookTest extends HookTrial {
  private static final String NOBODYS = "mc_" + "A".repeat(43);

  static Stream<HookFixture> clients() {
    return HookFixture.all();
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
        .contains("- inform from agent-3 in session \"", "subject \"Are you 'ready'?\"")
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
}
