package dev.multichat.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The daemon as a process, and the commands beside it. */
class ServeTest {
  @TempDir Path folder;

  @Test
  void itIsReadyInOneLineAndEndsInOrderOnSigterm() throws Exception {
    try (Served served = Served.in(folder)) {
      assertThat(served.ready())
          .matches(
              "multichat is ready: store sqlite:data/multichat.db, durability each commit is synced"
                  + " to the disk, addresses: the event bus of this process"
                  + " and http://127\\.0\\.0\\.1:\\d+, \\d+ ms");
      Path file = folder.resolve(".multichat/daemon.json");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
      assertThat(new JsonObject(Files.readString(file)).getLong("pid")).isEqualTo(served.pid());

      assertThat(served.terminate(2)).isEqualTo(143);

      assertThat(served.log())
          .contains("Stopped")
          .doesNotContain("ERROR", "WARN", "Exception", "\tat ");
      assertThat(file).doesNotExist();
      try (Stream<Path> data = Files.list(folder.resolve("data"))) {
        assertThat(data.map(path -> path.getFileName().toString()))
            .containsExactlyInAnyOrder("multichat.db", "multichat.db.lock", "operator.token");
      }
    }
  }

  @Test
  void commandsThatReadWorkBesideIt() throws Exception {
    assertThat(Ended.of(folder, "demo").code()).isZero();
    try (Served served = Served.in(folder)) {
      JsonObject sessions = new JsonObject(done("sessions", "--json"));
      String session = sessions.getJsonArray("sessions").getJsonObject(0).getString("id");

      assertThat(done("sessions")).contains(session);
      assertThat(done("show", session)).contains("\n#1 ").contains("agent-3 →");
      assertThat(new JsonObject(done("show", session, "--json")).getJsonArray("messages"))
          .isNotEmpty();
      assertThat(done("agenda")).contains("agent-");
      assertThat(done("devlog", "list")).contains("answered");
      assertThat(done("devlog", "rebuild")).endsWith(", of which 0 were missing or different.\n");
      assertThat(done("config"))
          .containsPattern(
              "store +sqlite:" + folder.toRealPath() + "/data/multichat.db +daemon " + served.pid())
          .containsPattern("devlogs.folder +" + folder.toRealPath() + "/devlogs +daemon ");
      assertThat(served.terminate(10)).isEqualTo(143);
      assertThat(served.log()).doesNotContain("ERROR", "WARN");
    }
  }

  @Test
  void commandsFindItFromEveryFolder() throws Exception {
    try (Served served = Served.in(folder)) {
      Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));

      Ended found = from(elsewhere, "sessions");
      assertThat(found.err()).isEqualTo("There are no sessions yet.\n");
      assertThat(found.code()).isZero();
      assertThat(from(elsewhere, "devlog", "rebuild").out())
          .startsWith("0 devlogs in " + folder.toRealPath() + "/devlogs,");
      refused(from(elsewhere, "sessions", "--store", "sqlite:other.db"), 1, "does not exist");
      assertThat(from(elsewhere, "demo").err()).isEmpty();
      assertThat(elsewhere.resolve("data/multichat.db")).exists();
      served.kill();
      assertThat(from(elsewhere, "sessions").out()).contains("active");
    }
  }

  /** A command of the same user in another folder. */
  private Ended from(Path elsewhere, String... arguments) throws Exception {
    return Ended.of(
        folder, SecondJvm.of(folder, Main.class, arguments).directory(elsewhere.toFile()));
  }

  private String done(String... arguments) throws Exception {
    Ended ended = Ended.of(folder, arguments);
    assertThat(ended.err()).isEmpty();
    assertThat(ended.code()).isZero();
    return ended.out();
  }

  @Test
  void aSecondOneOnTheSameDataIsRefusedAndNamesTheFirst() throws Exception {
    try (Served first = Served.in(folder)) {
      Ended second = Ended.of(folder, "serve");

      refused(second, 1, "is in use by process " + first.pid());
      refused(Ended.of(folder, "demo"), 1, "is in use by process " + first.pid());

      first.kill();
      try (Served next = Served.in(folder)) {
        assertThat(next.terminate(10)).isEqualTo(143);
      }
    }
  }

  static void refused(Ended ended, int code, String because) {
    assertThat(ended.code()).isEqualTo(code);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err())
        .startsWith("multichat: ")
        .hasLineCount(1)
        .contains(because)
        .matches("(?s).*[.?]\n")
        .doesNotContain("Exception", "\tat ");
  }
}
