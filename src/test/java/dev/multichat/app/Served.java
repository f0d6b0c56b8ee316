package dev.multichat.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A real {@code serve} in a process of its own, which ends with the test at the latest. */
final class Served implements AutoCloseable {
  private static final long MOST_SECONDS = 60;
  private static final Pattern URL = Pattern.compile("http://127\\.0\\.0\\.1:\\d+");

  private final ProcessHandle handle;
  private final Process process;
  private final Path errors;
  private final String ready;

  private Served(Process process, Path errors) throws IOException {
    this.process = process;
    this.handle = process.toHandle();
    this.errors = errors;
    CompletableFuture<Void> patience =
        CompletableFuture.runAsync(
            handle::destroyForcibly,
            CompletableFuture.delayedExecutor(MOST_SECONDS, TimeUnit.SECONDS));
    BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
    this.ready = lines.readLine();
    patience.cancel(false);
  }

  /** Starts it in the folder and waits until it says that it is ready. */
  static Served in(Path folder, String... arguments) throws IOException {
    List<String> all = new ArrayList<>(List.of("serve", "--set", "http.port=0"));
    all.addAll(List.of(arguments));
    return of(folder, SecondJvm.of(folder, Main.class, all.toArray(String[]::new)));
  }

  /** Starts it as this says; what it logs lies in the folder. */
  static Served of(Path folder, ProcessBuilder command) throws IOException {
    Path errors = Files.createTempFile(folder, "serve", ".err");
    Process process = command.redirectError(errors.toFile()).start();
    Served served = new Served(process, errors);
    assertThat(served.ready).as(Files.readString(errors)).isNotNull();
    return served;
  }

  /** The line that it printed. */
  String ready() {
    return ready;
  }

  /** Where it listens for HTTP. */
  URI url() {
    Matcher url = URL.matcher(ready);
    assertThat(url.find()).as(ready).isTrue();
    return URI.create(url.group());
  }

  long pid() {
    return handle.pid();
  }

  /** What it logged so far. */
  String log() throws IOException {
    return Files.readString(errors, StandardCharsets.UTF_8);
  }

  /** SIGTERM; the exit code, which has to come within so many seconds. */
  int terminate(int seconds) throws InterruptedException {
    handle.destroy();
    assertThat(process.waitFor(seconds, TimeUnit.SECONDS)).as("ended in time").isTrue();
    return process.exitValue();
  }

  /** SIGKILL. */
  void kill() throws InterruptedException {
    handle.destroyForcibly();
    process.waitFor();
  }

  @Override
  public void close() {
    handle.destroyForcibly();
  }
}
