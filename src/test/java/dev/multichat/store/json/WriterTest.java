package dev.multichat.store.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class WriterTest {
  @TempDir Path folder;

  @Test
  @EnabledOnOs(OS.LINUX)
  void ofABatchThatFailsInTheMiddleNothingIsLeftAndItMayBeSentAgain() throws Exception {
    Process cramped =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Cramped.class.getName(),
                folder.resolve("log").toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    assertThat(cramped.inputReader().lines())
        .containsExactly(
            "UNAVAILABLE", "cut back: true", "seen: 1", "known: false", "found: 4", "wrong: []");
    assertThat(cramped.waitFor()).isZero();
  }
}
