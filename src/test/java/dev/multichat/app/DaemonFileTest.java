package dev.multichat.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.config.RunningDaemon;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DaemonFileTest {
  @TempDir Path home;

  @Test
  void onlyItsOwnerMayReadIt() throws IOException {
    new DaemonFile(home).write(running(7));

    assertThat(permissions(home.resolve(".multichat"))).isEqualTo("rwx------");
    assertThat(permissions(file())).isEqualTo("rw-------");
    assertThat(new JsonObject(Files.readString(file())))
        .isEqualTo(
            new JsonObject()
                .put("pid", 7)
                .put("store", "sqlite:/srv/a.db")
                .put("devlogs", "/srv/devlogs")
                .put("folder", "/srv")
                .put("started", "2025-09-24T04:27:49.000Z"));
  }

  @Test
  void writingAgainReplacesItAndLeavesNothingElse() throws IOException {
    new DaemonFile(home).write(running(7));
    new DaemonFile(home).write(running(8));

    assertThat(new JsonObject(Files.readString(file())).getLong("pid")).isEqualTo(8);
    try (Stream<Path> files = Files.list(home.resolve(".multichat"))) {
      assertThat(files).containsExactly(file());
    }
  }

  @Test
  void aDaemonRemovesItsOwnOnly() throws IOException {
    DaemonFile file = new DaemonFile(home);
    file.write(running(8));

    file.remove(7);
    assertThat(file()).exists();
    file.remove(8);
    assertThat(file()).doesNotExist();
    file.remove(8);
  }

  @Test
  void itTellsOfADaemonOnlyWhileThatLives() throws IOException {
    DaemonFile file = new DaemonFile(home);
    assertThat(file.living()).isEmpty();

    long pid = ProcessHandle.current().pid();
    file.write(running(pid));
    assertThat(file.living())
        .contains(new RunningDaemon(pid, "sqlite:/srv/a.db", "/srv/devlogs", null, null, null));

    file.write(running(Integer.MAX_VALUE));
    assertThat(file.living()).isEmpty();
    for (String torn : List.of("{\"pid\":", "{\"pid\":" + pid + "}", "[]", "")) {
      Files.writeString(file(), torn);
      assertThat(file.living()).as(torn).isEmpty();
    }
  }

  private Path file() {
    return home.resolve(".multichat/daemon.json");
  }

  private static DaemonFile.Running running(long pid) {
    return new DaemonFile.Running(
        pid,
        "sqlite:/srv/a.db",
        "/srv/devlogs",
        "/srv",
        Instant.parse("2025-09-24T04:27:49Z"),
        null,
        null,
        null);
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
