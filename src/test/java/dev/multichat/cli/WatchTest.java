package dev.multichat.cli;

import static dev.multichat.store.contract.Trial.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.core.Caller;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** {@code watch} over a real daemon; it ends when who watches is refused. */
class WatchTest extends TwoAgents {
  private static final long PATIENCE_S = 30;

  private static CompletableFuture<CommandLineRun> running(Shell shell, String... arguments) {
    return CompletableFuture.supplyAsync(() -> shell.run(arguments));
  }

  private static void until(Supplier<String> seen, String text) {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_S);
    String shown = "";
    while (!shown.contains(text)) {
      assertThat(System.nanoTime()).as(shown).isLessThan(until);
      shown = seen.get();
    }
  }

  private CommandLineRun refused(
      CompletableFuture<CommandLineRun> watching, String watched, String because) throws Exception {
    CommandLineRun run = watching.get(PATIENCE_S, TimeUnit.SECONDS);
    assertThat(run.err())
        .startsWith("Watching " + watched)
        .contains(" at http://127.0.0.1:", "; Ctrl-C ends it.\nmultichat: ", because)
        .hasLineCount(2);
    assertThat(run.code()).isEqualTo(1);
    return run;
  }

  @Test
  void anInboxIsShownAsItFillsOneEventOnALine() throws Exception {
    CompletableFuture<CommandLineRun> watching = running(three, "watch", "--json");
    String session =
        two.json("send", "--to", "agent-3", "first\nline", "--json").getString("session");
    until(() -> operator.done("show", session), "agent-3: delivered");
    operator.done("agent", "revoke", "agent-3");

    CommandLineRun run =
        refused(
            watching,
            "the inbox of 'agent-3' from the oldest message that is not acknowledged,",
            "The agent 'agent-3' is revoked.");
    JsonObject event = new JsonObject(run.out().strip());
    assertThat(run.out()).hasLineCount(1);
    assertThat(event.getString("cursor")).isNotEmpty();
    assertThat(event.getString("event")).isEqualTo("message");
    assertThat(event.getJsonObject("data").getString("body")).isEqualTo("first\nline");
  }

  @Test
  void aSessionIsShownFromItsOpeningAsPeopleReadIt() throws Exception {
    String session = two.json("send", "--to", "agent-3", "Hello", "--json").getString("session");
    CompletableFuture<CommandLineRun> watching = running(three, "watch", session, "--all");
    until(this::presence, "true");
    await(home.coordinator().leave(Caller.agent("agent-3"), session));

    CommandLineRun run =
        refused(
            watching,
            "the session '" + session + "' from its opening on,",
            "'agent-3' takes no part in the session");
    assertThat(run.out())
        .containsPattern("[-0-9]+ [:0-9]+  opened by agent-2\n\n#1  ")
        .contains("agent-2 → agent-3\n", "    Hello\n")
        .endsWith("  left: agent-3\n\n");
  }

  private String presence() {
    return String.valueOf(
        await(home.coordinator().presence(Caller.operator(), "agent-3")).get(0).present());
  }

  @Test
  void whatCannotBeWatchedIsRefusedAtOnce() {
    two.refused(1, "There is no session 'none'", "watch", "none");
    two.refused(2, "'--all' is of a session", "watch", "--all");
    two.refused(1, "only an operator may call as an agent", "watch", "--as", "agent-3");
  }
}
