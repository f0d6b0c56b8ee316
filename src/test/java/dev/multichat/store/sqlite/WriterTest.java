package dev.multichat.store.sqlite;

import static dev.multichat.store.contract.Trial.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.core.ErrorCode;
import dev.multichat.store.contract.Trial;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class WriterTest {
  private static final String COUNT = "SELECT count(*) FROM meta WHERE name LIKE 'mine%'";

  @TempDir Path folder;

  private DataFile file() {
    return DataFile.of("sqlite:" + folder.resolve("m.db"));
  }

  @Test
  void workThatEndsInAnErrorIsUndone() throws Exception {
    Vertx vertx = Vertx.vertx();
    Writer writer = new Writer(vertx.createSharedWorkerExecutor("errors", 1), file());
    var failing =
        writer.write(
            ledger -> {
              ledger.sql.run("INSERT INTO meta VALUES ('mine', 'half')");
              throw new StackOverflowError("as deep as it goes");
            });
    assertThat(Trial.refusal(failing)).isEqualTo(ErrorCode.INTERNAL);
    long found = await(writer.write(ledger -> ledger.sql.number(COUNT)));
    assertThat(found).isZero();
    await(writer.close());
    await(vertx.close());
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void afterAFailedWriteTheFileIsOpenedAgainAndHasWhatWasCommitted() throws Exception {
    Process cramped =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Cramped.class.getName(),
                file().path().toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    assertThat(cramped.inputReader().lines())
        .containsExactly("UNAVAILABLE", "opened again: true", "found: 2");
    assertThat(cramped.waitFor()).isZero();
  }
}
