package dev.multichat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands that start several hubs choose the store that these share. */
class SeveralHubsTest {
  @TempDir Path folder;

  private CommandLineRun run(String... arguments) {
    return CommandLineRun.of(folder, arguments);
  }

  @Test
  void withoutAStoreThatCanBeSharedAServerIsStarted() {
    assertThat(run("demo", "--cluster").out()).isEqualTo("three hubs on null\n");
    assertThat(run("bench", "--cluster", "2").out()).isEqualTo("2 hubs on null\n");
  }

  @Test
  void aStoreThatCanBeSharedIsUsed() {
    String store = "redis://a/0";
    assertThat(run("demo", "--cluster", "--store", store).out())
        .isEqualTo("three hubs on redis://a/0\n");
    assertThat(run("bench", "--cluster", "3", "--store", store).out())
        .isEqualTo("3 hubs on redis://a/0\n");
  }

  @Test
  void whatOnlyOneDaemonCanUseIsRefusedWithWhatWouldBeRight() {
    for (String command : new String[] {"demo --cluster", "bench --cluster 2"}) {
      CommandLineRun refused = run((command + " --store sqlite:a.db").split(" "));
      assertThat(refused.code()).isEqualTo(2);
      assertThat(refused.err()).contains("cannot share").contains("redis://HOST");
    }
  }

  @Test
  void aNumberOfHubsThatIsNotMeasuredIsRefused() {
    for (String number : new String[] {"0", "4"}) {
      CommandLineRun refused = run("bench", "--cluster", number);
      assertThat(refused.code()).isEqualTo(2);
      assertThat(refused.err()).contains("from 1 to 3");
    }
  }
}
