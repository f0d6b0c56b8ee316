package dev.multichat.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A command of the real process, from its start to its end. */
record Ended(int code, String out, String err) {
  /** Runs it in the folder; whatever takes longer than a minute is killed and fails. */
  static Ended of(Path folder, String... arguments) throws IOException, InterruptedException {
    return of(folder, SecondJvm.of(folder, Main.class, arguments));
  }

  /** Runs it where it is set up to run; what it prints lies in the folder meanwhile. */
  static Ended of(Path folder, ProcessBuilder command) throws IOException, InterruptedException {
    Path out = Files.createTempFile(folder, "run", ".out");
    Path err = Files.createTempFile(folder, "run", ".err");
    Process process = command.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("It did not end: " + command.command());
    }
    return new Ended(process.exitValue(), text(out), text(err));
  }

  private static String text(Path file) throws IOException {
    String text = Files.readString(file, StandardCharsets.UTF_8);
    Files.delete(file);
    return text;
  }
}
