package dev.multichat.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.multichat.cli.Engine;
import dev.multichat.config.Config;
import io.vertx.core.Vertx;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a measurement leaves behind: nothing. */
class BenchRunTest {
  @TempDir Path folder;

  @Test
  void itRemovesItsFilesWhenItIsStoppedInTheMiddle() throws Exception {
    Path err = Files.createTempFile(folder, "bench", ".err");
    Process process = SecondJvm.of(folder, Main.class, "bench").redirectError(err.toFile()).start();
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      assertThat(lines.readLine()).isNotBlank();
      assertThat(lines.readLine()).isNotBlank();
      assertThat(left()).isEqualTo(1);

      process.toHandle().destroy();
      assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }

    assertThat(left()).isZero();
    assertThat(Files.readString(err)).doesNotContain("Exception", "\tat ");
  }

  @Test
  void aFolderThatCannotHoldItsFilesIsNamedWithWhatToDo() {
    Vertx vertx = Vertx.vertx();
    try {
      Path gone = folder.resolve("gone");
      assertThatThrownBy(
              () ->
                  new BenchRun(vertx, Config.defaults(), gone, text -> {})
                      .run(Engine.Measurement.USUAL))
          .hasMessage(
              "bench keeps its files below the working directory, and "
                  + gone
                  + " cannot hold them (NoSuchFileException); run it in a folder that you may"
                  + " write to.");
    } finally {
      vertx.close();
    }
  }

  private long left() throws Exception {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(f -> f.getFileName().toString().startsWith(".multichat-bench-")).count();
    }
  }
}
