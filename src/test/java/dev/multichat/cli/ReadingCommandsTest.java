package dev.multichat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadingCommandsTest {
  private static final String ID = "0198f2c4-5b7e-7cc1-8a3e-000000000001";

  @TempDir Path folder;

  @Test
  void sessionsAreATableThatFollowsThePages() {
    CommandLineRun run = run("sessions");

    assertThat(run.code()).isZero();
    assertThat(run.out().lines()).hasSize(8);
    assertThat(run.out())
        .containsPattern(
            "session-7 +Topic 7 +active +agent-2 agent-3 \\+1 +3 +2025-09-24 04:27:49\n");
    assertThat(run.out().lines()).allMatch(line -> line.length() <= 120);
    assertThat(run.err()).isEmpty();
  }

  @Test
  void sessionsStopAtTheLimitAndSayThatThereAreMore() {
    CommandLineRun run = run("sessions", "--limit", "3");

    assertThat(run.out().lines()).hasSize(4);
    assertThat(run.err()).isEqualTo("There are more; --limit N shows more of them.\n");
  }

  @Test
  void sessionsInJsonGoOnAtTheirCursor() {
    JsonObject first = new JsonObject(run("sessions", "--json", "--limit", "3").out());
    JsonObject rest =
        new JsonObject(run("sessions", "--json", "--cursor", first.getString("next")).out());

    assertThat(first.getJsonArray("sessions")).hasSize(3);
    assertThat(rest.getJsonArray("sessions")).hasSize(4);
    assertThat(rest.containsKey("next")).isFalse();
    assertThat(first.getJsonArray("sessions").getJsonObject(0).getString("topic"))
        .isEqualTo(Recorded.EVIL);
  }

  @Test
  void showTellsWhoSaidWhatToWhomAndHowFarItCame() {
    CommandLineRun run = run("show", "session-1");

    assertThat(run.code()).isZero();
    assertThat(run.out())
        .contains("Participants  agent-2, agent-3, agent-4\n")
        .contains("\n#1  2025-09-24 04:27:49  agent-2 → agent-3, agent-4\n")
        .contains("    propose, importance high, 0198f2c4-5b7e-7cc1-8a3e-000000000001\n")
        .contains(
            "    Readiness\n\n    # Plan\n\n    First line.\n    A \\u001b]0;evil\\u0007 line.\n")
        .contains("    Key points\n    - One module\n")
        .contains("    Next steps\n    - [x] agent-3: Write it\n")
        .contains("    Receipts\n    - agent-3: replied 2025-09-24 04:28:49\n")
        .contains("    accept, in reply to #1, ")
        .contains("\n#3  ");
  }

  @Test
  void showWrapsLongLinesBetweenWords() {
    List<String> lines = run("show", "session-1").out().lines().toList();
    int first = lines.indexOf("    " + "nine more ".repeat(10).strip());

    assertThat(first).isPositive();
    assertThat(lines.subList(first + 1, first + 3))
        .containsExactly("    nine more", "    " + "x".repeat(120));
  }

  @Test
  void showInJsonIsOneObjectWithEveryMessageAndItsReceipts() {
    JsonObject shown = new JsonObject(run("show", "session-1", "--json").out());

    assertThat(shown.getJsonObject("session").getString("id")).isEqualTo("session-1");
    JsonArray messages = shown.getJsonArray("messages");
    assertThat(messages).hasSize(3);
    assertThat(messages.getJsonObject(0).getString("body")).contains("\u001b]0;evil\u0007");
    assertThat(messages.getJsonObject(0).getJsonArray("receipts").getJsonObject(1))
        .isEqualTo(
            new JsonObject()
                .put("agent", "agent-4")
                .put("state", "replied")
                .put("at", "2025-09-24T04:28:49.123Z"));
  }

  @Test
  void theAgendaOfEverybodyLeavesOutWhomNothingAwaits() {
    CommandLineRun all = run("agenda");
    CommandLineRun nobody = run("agenda", "agent-2");
    JsonObject json = new JsonObject(run("agenda", "agent-3", "--json").out());

    assertThat(all.out())
        .startsWith("agent-3\n  reply to agent-2's propose: red ")
        .contains(", overdue since 2025-09-24 04:27:54 UTC\n")
        .contains("  [ ] Write the adapter\n      set by agent-2 2025-09-24 04:27:49 UTC");
    assertThat(nobody.out()).isEmpty();
    assertThat(nobody.err()).isEqualTo("Nothing awaits agent-2.\n");
    assertThat(json.getJsonArray("agendas").getJsonObject(0).getJsonArray("steps")).hasSize(1);
  }

  @Test
  void devlogsAreListedAndShown() {
    assertThat(run("devlog", "list").out())
        .containsPattern("an-id +2025-09-24 04:27:49 +answered +agent-2 +Readiness\n");
    assertThat(run("devlog", "show", ID).out()).startsWith("# Readiness\n\nText red \\u001b");
    assertThat(new JsonObject(run("devlog", "show", ID, "--json").out()).getString("markdown"))
        .isEqualTo("# Readiness\n\nText " + Recorded.EVIL + "\n");
    assertThat(new JsonObject(run("devlog", "list", "--json").out()).getJsonArray("devlogs"))
        .hasSize(1);
  }

  @Test
  void deadMessagesAreListed() {
    assertThat(run("dead", "list").out())
        .containsPattern("an-id +agent-4 +Lost +2025-09-24 04:27:49\n");
    assertThat(new JsonObject(run("dead", "list", "--json").out()).getJsonArray("dead")).hasSize(1);
  }

  @Test
  void anAgentThatIsMistypedIsNoAgentThatNothingAwaits() {
    CommandLineRun mistyped = run("agenda", "agent-33");

    assertThat(mistyped.code()).isEqualTo(1);
    assertThat(mistyped.out()).isEmpty();
    assertThat(mistyped.err())
        .isEqualTo("multichat: There is no agent 'agent-33'; did you mean agent-3?\n");
    assertThat(run("agenda", "AGENT-3").out()).startsWith("agent-3\n");
    assertThat(run("agenda", "operator").err()).isEqualTo("Nothing awaits operator.\n");
  }

  @Test
  void anEmptyListSaysSoAndBlamesNoFilterThatWasNotGiven() {
    CommandLineRun sessions = emptyRun("sessions");

    assertThat(sessions.code()).isZero();
    assertThat(sessions.out()).isEmpty();
    assertThat(sessions.err()).isEqualTo("There are no sessions yet.\n");
    assertThat(emptyRun("dead", "list").err()).isEqualTo("There are no dead messages.\n");
    assertThat(emptyRun("devlog", "list").err()).isEqualTo("There are no devlogs yet.\n");
    for (String filter : List.of("--participant agent-2", "--state active", "--text x")) {
      assertThat(emptyRun(("sessions " + filter).split(" ")).err())
          .isEqualTo("Nothing is there that fits.\n");
    }
    assertThat(emptyRun("devlog", "list", "--session", "session-1").err())
        .isEqualTo("Nothing is there that fits.\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sessions",
        "sessions --json",
        "show session-1",
        "show session-1 --json",
        "agenda",
        "agenda --json",
        "devlog show 0198f2c4-5b7e-7cc1-8a3e-000000000001",
        "devlog show 0198f2c4-5b7e-7cc1-8a3e-000000000001 --json"
      })
  void noTextSteersTheTerminal(String line) {
    CommandLineRun run = run(line.split(" "));

    assertThat(run.code()).isZero();
    assertThat(run.out()).containsIgnoringCase("\\u001b");
    assertThat(run.out().codePoints().filter(c -> c != '\n').filter(Character::isISOControl))
        .isEmpty();
    assertThat(run.out()).doesNotContain("\u202e");
  }

  private CommandLineRun run(String... arguments) {
    return CommandLineRun.of(folder, arguments);
  }

  private CommandLineRun emptyRun(String... arguments) {
    return CommandLineRun.of(new RecordedHub(Recorded.nothing()), folder, arguments);
  }
}
