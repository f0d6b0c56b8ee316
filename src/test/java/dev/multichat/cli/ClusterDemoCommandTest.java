package dev.multichat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code demo --cluster}: over which store. */
class ClusterDemoCommandTest {
  @TempDir Path folder;

  @Test
  void itTakesAStoreThatCanBeSharedOrNone() {
    assertThat(run("demo", "--cluster").out()).isEqualTo("three hubs on null\n");
    assertThat(run("demo", "--cluster", "--store", "redis://a/0").out())
        .isEqualTo("three hubs on redis://a/0\n");
    assertThat(run("demo", "--cluster", "--store", "sqlite:a.db").err()).contains("cannot share");
  }

  private CommandLineRun run(String... arguments) {
    return CommandLineRun.of(folder, arguments);
  }
}
