package dev.multichat.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The process as a user starts it. */
class MainTest {
  private record Ended(int code, String out, String err) {}

  @TempDir Path folder;

  @Test
  void itEndsWithTheCodeOfTheCommandAndIsQuiet() throws Exception {
    Ended version = run("--version");
    assertThat(version.code()).isZero();
    assertThat(version.out()).startsWith("multichat ");
    assertThat(version.err()).isEmpty();

    Ended mistyped = run("sesions");
    assertThat(mistyped.code()).isEqualTo(2);
    assertThat(mistyped.out()).isEmpty();
    assertThat(mistyped.err()).startsWith("multichat: ").hasLineCount(1);
  }

  @Test
  void anUnknownStoreIsRefusedInOneSentenceWithoutItsPassword() throws Exception {
    Ended refused = run("sessions", "--store", "mysql://u:geheim@host/db");

    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err())
        .isEqualTo(
            "multichat: store is 'mysql://u:***@host/db'; it must begin with sqlite: or json: or"
                + " redis:// or rediss:// or unix:// or postgresql://, as in sqlite:data/multichat.db.\n");
  }

  private Ended run(String... arguments) throws IOException, InterruptedException {
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path")));
    command.add(Main.class.getName());
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("MULTICHAT_"));
    builder.environment().put("LC_ALL", "C");
    Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Ended(process.exitValue(), text(out), text(err));
  }

  private static String text(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.UTF_8);
  }
}
