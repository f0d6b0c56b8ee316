package dev.multichat.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three hubs as one, as a user sees them. */
@Tag("it")
class ClusterDemoTest {
  private static final int MOST_SECONDS = 90;

  @TempDir Path folder;

  private Process demo() throws IOException {
    Path temporary = Files.createDirectories(folder.resolve("tmp"));
    Process process =
        SecondJvm.of(
                folder,
                List.of("-XX:TieredStopAtLevel=1", "-Djava.io.tmpdir=" + temporary),
                Main.class,
                "demo",
                "--cluster")
            .redirectError(folder.resolve("err").toFile())
            .start();
    CompletableFuture.delayedExecutor(MOST_SECONDS, TimeUnit.SECONDS)
        .execute(process.toHandle()::destroyForcibly);
    return process;
  }

  private String left() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("tmp"))) {
      return String.join(
          " ", files.map(Path::toString).filter(file -> file.contains("multichat-")).toList());
    }
  }

  @Test
  void oneOfThreeHubsIsKilledAndNothingIsLost() throws Exception {
    Process demo = demo();
    String out = new String(demo.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(demo.waitFor()).as(out + Files.readString(folder.resolve("err"))).isZero();
    assertThat(out)
        .contains("is killed (SIGKILL)")
        .contains("120 receipts: nothing was lost, nothing stored twice, nothing out of order");
    assertThat(Files.readString(folder.resolve("err"))).isEmpty();
    assertThat(left()).isEmpty();
  }

  @Test
  void whenItIsToldToStopInTheMiddleNoProcessAndNoFolderIsLeft() throws Exception {
    Process demo = demo();
    List<ProcessHandle> children;
    try (BufferedReader lines = demo.inputReader(StandardCharsets.UTF_8)) {
      Optional<String> talking = lines.lines().filter(l -> l.contains(" asks ")).findFirst();
      assertThat(talking).isPresent();
      children = demo.descendants().toList();
      assertThat(children).hasSizeGreaterThanOrEqualTo(4);
      demo.toHandle().destroy();
      assertThat(demo.waitFor(20, TimeUnit.SECONDS)).isTrue();
    }

    assertThat(children).noneMatch(ProcessHandle::isAlive);
    assertThat(left()).isEmpty();
    assertThat(Files.readString(folder.resolve("err"))).doesNotContain("Exception", "\tat ");
  }

  @Test
  void itStopsAsWellWhileItsHubsStart() throws Exception {
    Process demo = demo();
    List<ProcessHandle> children;
    try (BufferedReader lines = demo.inputReader(StandardCharsets.UTF_8)) {
      assertThat(lines.readLine()).contains("Three hubs start");
      children = demo.descendants().toList();
      demo.toHandle().destroy();
      assertThat(demo.waitFor(20, TimeUnit.SECONDS)).isTrue();
    }

    assertThat(children).isNotEmpty().noneMatch(ProcessHandle::isAlive);
    assertThat(left()).isEmpty();
  }
}
