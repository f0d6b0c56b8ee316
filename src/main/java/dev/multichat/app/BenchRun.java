package dev.multichat.app;

import dev.multichat.bench.Benchmark;
import dev.multichat.bench.Million;
import dev.multichat.cli.Awaiting;
import dev.multichat.config.Config;
import dev.multichat.core.ErrorCode;
import dev.multichat.core.MultichatException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Measures in a temporary folder below the working directory, so on the disk that counts. */
final class BenchRun {
  private static final Duration SHORT = Duration.ofMinutes(5);
  private static final Duration LONG = Duration.ofHours(1);

  private final Vertx vertx;
  private final Config config;
  private final Consumer<String> line;

  BenchRun(Vertx vertx, Config config, Consumer<String> line) {
    this.vertx = vertx;
    this.config = config;
    this.line = line;
  }

  Map<String, Object> run(boolean million) {
    try {
      Path folder = Files.createTempDirectory(Path.of("").toAbsolutePath(), ".multichat-bench-");
      try {
        TestBed bed = new TestBed(vertx, config, folder);
        return million
            ? Awaiting.result(new Million(bed, line).run(), LONG)
            : Awaiting.result(new Benchmark(bed, line).run(worker()), SHORT);
      } finally {
        remove(folder);
      }
    } catch (IOException e) {
      throw new MultichatException(
          ErrorCode.UNAVAILABLE,
          "This folder cannot hold the files of a measurement: " + e.getMessage(),
          e);
    }
  }

  private Benchmark.Worker worker() {
    return new Benchmark.Worker() {
      @Override
      public <T> Future<T> run(Callable<T> blocking) {
        return vertx.executeBlocking(blocking);
      }
    };
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      files
          .sorted(Comparator.reverseOrder())
          .forEach(
              file -> {
                try {
                  Files.delete(file);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }
  }
}
