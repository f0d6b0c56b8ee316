package dev.multichat.app;

import dev.multichat.bench.Benchmark;
import dev.multichat.bench.Live;
import dev.multichat.bench.Million;
import dev.multichat.bench.Models;
import dev.multichat.bench.Web;
import dev.multichat.cli.Engine;
import dev.multichat.config.Config;
import dev.multichat.core.Awaiting;
import dev.multichat.core.ErrorCode;
import dev.multichat.core.MultichatException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Measures in a temporary folder below another, the working directory, so on the disk that counts.
 */
final class BenchRun {
  private static final Logger LOG = LoggerFactory.getLogger(BenchRun.class);
  private static final Duration SHORT = Duration.ofMinutes(5);
  private static final Duration LONG = Duration.ofHours(1);

  private static final Duration TO_STOP = Duration.ofSeconds(8);

  private final Vertx vertx;
  private final Config config;
  private final Path below;
  private final Consumer<String> line;

  BenchRun(Vertx vertx, Config config, Path below, Consumer<String> line) {
    this.vertx = vertx;
    this.config = config;
    this.below = below;
    this.line = line;
  }

  Map<String, Object> run(Engine.Measurement measurement) {
    Path folder = temporary();
    TestBed bed = new TestBed(vertx, config, folder);
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> clear(bed, folder), "multichat-bench-stop"));
    try {
      return measured(bed, measurement);
    } finally {
      clear(bed, folder);
    }
  }

  private Map<String, Object> measured(TestBed bed, Engine.Measurement measurement) {
    return switch (measurement) {
      case USUAL -> Awaiting.result(new Benchmark(bed, line).run(worker()), SHORT);
      case MILLION -> Awaiting.result(new Million(bed, line).run(), LONG);
      case HTTP -> Awaiting.result(new Web(bed, line, false).run(), SHORT);
      case HTTP_MILLION -> Awaiting.result(new Web(bed, line, true).run(), LONG);
      case LIVE -> Awaiting.result(new Live(bed, line).run(), SHORT);
      case MODELS -> Awaiting.result(new Models(bed, line).run(), SHORT);
    };
  }

  private Path temporary() {
    try {
      return Files.createTempDirectory(below, ".multichat-bench-");
    } catch (IOException e) {
      throw new MultichatException(
          ErrorCode.UNAVAILABLE,
          "bench keeps its files below the working directory, and "
              + below
              + " cannot hold them ("
              + e.getClass().getSimpleName()
              + "); run it in a folder that you may write to.",
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

  /** At the end, and when the process is told to stop in the middle; the second time is nothing. */
  private synchronized void clear(TestBed bed, Path folder) {
    try {
      Awaiting.result(bed.end(), TO_STOP);
    } catch (RuntimeException e) {
      LOG.warn("The last hub did not stop in order: {}", e.toString());
    }
    Scratch.remove(folder);
  }
}
