package dev.multichat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class CommandsTest {
  @TempDir Path folder;

  @Test
  void withoutArgumentsItHelps() {
    CommandLineRun run = run();

    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("Commands:", "  sessions", "  devlog", "Exit codes:");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void everyCommandHelpsWithItsOptionsExamplesAndExitCodes() {
    List<CommandLine> commands = new ArrayList<>();
    collect(
        CommandLineRun.commands(
                new RecordedHub(new Recorded()), folder, new StringWriter(), new StringWriter())
            .line(),
        commands);

    assertThat(commands).hasSize(34);
    for (CommandLine command : commands) {
      List<String> arguments = new ArrayList<>(List.of(name(command).split(" ")));
      arguments.remove(0);
      arguments.add("--help");
      CommandLineRun run = run(arguments.toArray(String[]::new));
      assertThat(run.code()).as(name(command)).isZero();
      assertThat(run.out()).contains("Usage: " + name(command), "--config", "--store", "--set");
      assertThat(run.out()).contains("Exit codes:", "Examples:\n  multichat ");
      command.getCommandSpec().options().forEach(o -> assertThat(run.out()).contains(o.names()));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sesions|There is no command 'sesions'. Did you mean sessions",
        "sessions --limitt 3|Did you mean --limit? Try 'multichat sessions --help'.",
        "sessions --limit 0|'--limit' is 0; it must be 1 or more.",
        "sessions --limit x|Invalid value for option '--limit'",
        "sessions --state half|Invalid value for option '--state'",
        "sessions --participant con|The agent id 'con' is not allowed",
        "devlog show 01a20458-0222|Give the id of a message, as in 'multichat devlog list'.",
        "show|Missing required parameter: 'SESSION'",
        "show ../etc|The session id '../etc' is not allowed",
        "config --set limits.bodyBytes=0|limits.bodyBytes is '0' (flag); it must be 1 to",
        "config --set nonsense=0|The key 'nonsense' (flag) is unknown",
        "config --set nonsense|nonsense",
        "serve now|Unmatched argument",
        "export|Missing required parameter: 'FILE'",
        "export all.jsonl --from yesterday|Invalid value for option '--from'",
        "migrate --from sqlite:a.db|Missing required option: '--to=URL'",
        "--config gone.yaml config|The configuration file gone.yaml does not exist",
      })
  void aWrongCommandLineEndsWithTwoAndOneSentence(String line, String said) {
    CommandLineRun run = run(line.split(" "));

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).startsWith("multichat: ").contains(said).hasLineCount(1);
    assertThat(run.out()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "show nobody-knows-it",
        "demo --store sqlite:lying.db",
        "bench --million",
        "import bad.jsonl"
      })
  void aFailureEndsWithOneAndOneSentence(String line) {
    CommandLineRun run = run(line.split(" "));

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).startsWith("multichat: ").hasLineCount(1);
  }

  @Test
  void theStoreIsSetByAFlagBeforeOrBehindTheCommand() {
    assertThat(run("--store", "sqlite:a.db", "serve").out()).isEqualTo("ready on sqlite:a.db\n");
    assertThat(run("serve", "--store", "sqlite:b.db").out()).isEqualTo("ready on sqlite:b.db\n");
    assertThat(run("serve", "--set", "store=sqlite:c.db", "--set", "log.level=warn").out())
        .isEqualTo("ready on sqlite:c.db\n");
  }

  @Test
  void onlyCommandsThatReadTakeTheStoreOfARunningDaemon() throws Exception {
    assertThat(run("config").out())
        .containsPattern("store +sqlite:/srv/a.db +daemon 4711\n")
        .containsPattern("devlogs.folder +/srv/devlogs +daemon 4711\n");
    assertThat(run("serve").out()).isEqualTo("ready on sqlite:data/multichat.db\n");
    assertThat(run("config", "--set", "devlogs.folder=mine").out())
        .containsPattern("store +sqlite:/srv/a.db +daemon 4711\n")
        .containsPattern("devlogs.folder +mine +flag\n");
    assertThat(run("config", "--store", "sqlite:b.db").out()).doesNotContain("daemon");
    Files.createDirectory(folder.resolve("conf"));
    Files.writeString(folder.resolve("conf/multichat.yaml"), "store: sqlite:c.db\n");
    assertThat(run("config").out()).doesNotContain("daemon").contains("sqlite:c.db");
  }

  @Test
  void theConfigurationTellsOriginsAndNoSecrets() {
    CommandLineRun plain = run("config", "--store", "redis://u:geheim@host/0");
    CommandLineRun json = run("config", "--json", "--store", "redis://u:geheim@host/0");

    assertThat(plain.out()).containsPattern("store +redis://u:\\*\\*\\*@host/0 +flag\n");
    assertThat(plain.out()).containsPattern("limits.bodyBytes +262144 +default\n");
    assertThat(plain.out() + json.out()).doesNotContain("geheim");
    JsonArray settings = new JsonObject(json.out()).getJsonArray("settings");
    assertThat(settings.getJsonObject(0))
        .isEqualTo(
            new JsonObject()
                .put("key", "store")
                .put("value", "redis://u:***@host/0")
                .put("from", "flag"));
  }

  @Test
  void rebuildAndBenchPrintOneObjectOnRequest() {
    assertThat(run("devlog", "rebuild").out())
        .isEqualTo("3 devlogs in /srv/devlogs, of which 1 were missing or different.\n");
    assertThat(new JsonObject(run("devlog", "rebuild", "--json").out()))
        .isEqualTo(new JsonObject().put("devlogs", 3).put("changed", 1));
    assertThat(run("bench").out()).isEqualTo("a row\n");
    assertThat(new JsonObject(run("bench", "--json").out()).getJsonArray("results")).isEmpty();
  }

  @Test
  void whatAgentsSayInTheDemoCannotSteerTheTerminal() {
    assertThat(run("demo").out()).isEqualTo("Agent-2 said\\u001b[2J hello\n");
  }

  @Test
  void theCompletionIsAScriptThatBashTakes() throws Exception {
    CommandLineRun run = run("completion");

    assertThat(run.out()).contains("complete -F ", "--reply-to", "requeue");
    Path script = Files.writeString(folder.resolve("completion"), run.out());
    Process bash =
        new ProcessBuilder(
                "bash",
                "-c",
                "compopt() { :; }; . \"$1\"; COMP_WORDS=(multichat in); COMP_CWORD=1; COMP_LINE='multichat"
                    + " in'; _complete_multichat; echo ${COMPREPLY[@]}",
                "bash",
                script.toString())
            .redirectErrorStream(true)
            .start();
    String completed = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(completed).isEqualTo("inbox\n");
    assertThat(bash.waitFor()).isZero();
  }

  @Test
  void anExportTellsWhatItHoldsBesideItselfOnTheStandardOutput() {
    assertThat(run("export", "all.jsonl").out())
        .isEqualTo("7 messages in 2 sessions are in all.jsonl, SHA-256 ab12.\n");
    assertThat(run("backup", "all.jsonl", "--force").out()).contains("7 messages in 2 sessions");
    assertThat(new JsonObject(run("export", "all.jsonl", "--json").out()))
        .isEqualTo(
            new JsonObject()
                .put("sessions", 2)
                .put("messages", 7)
                .put("entries", 12)
                .put("deleted", 0)
                .put("sha256", "ab12"));
    CommandLineRun piped = run("export", "-", "--agent", "alice");
    assertThat(piped.out()).isEmpty();
    assertThat(piped.err())
        .contains("7 messages in 2 sessions are in the export", "1 session was deleted");
    CommandLineRun json = run("export", "-", "--json");
    assertThat(json.out()).isEmpty();
    assertThat(json.err()).contains("\"sha256\" : \"ab12\"");
  }

  @Test
  void aMigrationIsToldItsStoresByFromAndToOnly() {
    CommandLineRun refused =
        run("migrate", "--from", "sqlite:a.db", "--to", "sqlite:b.db", "--store", "sqlite:c.db");
    assertThat(refused.err()).contains("--store means nothing here; name the source with --from");
    assertThat(refused.code()).isNotZero();
  }

  @Test
  void anImportTellsWhatWasThereAlready() {
    assertThat(run("import", "all.jsonl").out()).startsWith("7 messages were written");
    assertThat(run("import", "again.jsonl").err())
        .startsWith("There already, and left as it is: 2 sessions and 1 agent.");
    assertThat(run("import", "done.jsonl").out())
        .isEqualTo("Everything had been moved before; nothing was done.\n");
    assertThat(
            new JsonObject(
                run("migrate", "--from", "sqlite:a.db", "--to", "sqlite:b.db", "--json").out()))
        .isEqualTo(
            new JsonObject()
                .put("messages", 7)
                .put("keptSessions", 0)
                .put("keptAgents", 0)
                .put("before", false));
  }

  @Test
  void theDoctorEndsWithOneWhenSomethingIsWrong() {
    CommandLineRun sound = run("doctor", "--store", "sqlite:a.db");
    CommandLineRun sick = run("doctor", "--store", "sqlite:sick.db");

    assertThat(sound.code()).isZero();
    assertThat(sound.out())
        .isEqualTo("The store is sound: 7 messages in 2 sessions were looked at.\n");
    assertThat(sick.code()).isEqualTo(1);
    assertThat(sick.out()).isEqualTo("The message at 3\\u001b[2J is gone.\n… and 4 more.\n");
    assertThat(run("doctor", "--store", "sqlite:sick.db", "--json").code()).isEqualTo(1);
  }

  private CommandLineRun run(String... arguments) {
    return CommandLineRun.of(folder, arguments);
  }

  private static void collect(CommandLine command, List<CommandLine> into) {
    if (!command.getCommandName().equals("help")) {
      into.add(command);
      command.getSubcommands().values().forEach(sub -> collect(sub, into));
    }
  }

  private static String name(CommandLine command) {
    return command.getCommandSpec().qualifiedName();
  }
}
