package dev.multichat.app;

import dev.multichat.core.Awaiting;
import io.vertx.core.Vertx;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The herd in a process of its own, so that it shares neither memory nor pauses with those whose
 * times are taken. It opens all streams, says so, and ends with the line that it is sent.
 */
final class HerdProcess implements AutoCloseable {
  private static final Duration OPENING = Duration.ofMinutes(5);

  private final Process process;
  private final BufferedReader lines;

  private HerdProcess(Process process) {
    this.process = process;
    this.lines = process.inputReader(StandardCharsets.UTF_8);
  }

  public static void main(String[] arguments) throws IOException {
    Vertx vertx = Vertx.vertx();
    StreamHerd herd = new StreamHerd(vertx, URI.create(arguments[0]), arguments[1]);
    Awaiting.result(herd.open(), OPENING);
    System.out.println("open");
    BufferedReader input =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    input.readLine();
    herd.close();
    System.out.println(herd.lost());
    System.out.println(herd.told());
    Runtime.getRuntime().halt(0);
  }

  /** Starts it; completed when all streams are open. */
  static HerdProcess opened(Path folder, URI url, String token) throws IOException {
    Process process =
        SecondJvm.of(folder, List.of("-Xmx512m"), HerdProcess.class, url.toString(), token)
            .redirectError(folder.resolve("herd.err").toFile())
            .start();
    HerdProcess herd = new HerdProcess(process);
    if (!"open".equals(herd.lines.readLine())) {
      throw new IOException("The herd did not open; see herd.err.");
    }
    return herd;
  }

  /** Ends it: how many connections that are read the daemon ended, and what else it tells. */
  Told end() throws IOException {
    process.outputWriter(StandardCharsets.UTF_8).append("end\n").flush();
    return new Told(Integer.parseInt(lines.readLine()), lines.readLine());
  }

  record Told(int lost, String rest) {}

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
