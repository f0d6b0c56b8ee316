package dev.multichat.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.bus.BusClient;
import dev.multichat.config.Config;
import dev.multichat.core.Awaiting;
import dev.multichat.core.Caller;
import dev.multichat.core.Coordinator;
import dev.multichat.core.Receipt;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Starts {@link LoadedHub} on one store again and again and kills it in the middle of sends. */
final class Kills {
  private static final long MOST_SECONDS = 60;

  private final Path folder;
  private final Config config;
  private final ToldLedger told = new ToldLedger();
  private final StoredLog stored = new StoredLog();

  Kills(Path folder, String store) {
    this.folder = folder;
    this.config = LoadedHub.config(folder, store);
  }

  ToldLedger told() {
    return told;
  }

  StoredLog stored() {
    return stored;
  }

  /** Kills it once so many more receipts were seen, then holds the store against them. */
  void kill(Vertx vertx, int receipts) throws IOException, InterruptedException {
    Path errors = folder.resolve("errors");
    Process process =
        SecondJvm.of(folder, LoadedHub.class, folder.toString(), config.store())
            .redirectError(errors.toFile())
            .start();
    CompletableFuture.delayedExecutor(MOST_SECONDS, TimeUnit.SECONDS)
        .execute(process.toHandle()::destroyForcibly);
    int until = told.receiptCount() + receipts;
    watch(process, until);
    process.waitFor();
    // The batch that the kill before cut off is told of, and nothing else.
    assertThat(Files.readAllLines(errors))
        .allMatch(line -> line.contains("Aside:") && line.contains(" incomplete batch: "));
    assertThat(told.receiptCount()).isGreaterThanOrEqualTo(until);
    stored.readOn(vertx, config.store());
    stored.holds(told);
  }

  /** Kills by the handle, which leaves the pipe open: what was told until the kill still counts. */
  private void watch(Process process, int until) {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        told.take(line);
        if (process.isAlive() && told.receiptCount() >= until) {
          process.toHandle().destroyForcibly();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends what has no receipt again, and waits until the devlogs are written; ends in order. */
  void recover(Vertx vertx) {
    Daemon daemon = Awaiting.result(Daemon.start(vertx, config));
    try {
      Coordinator hub = new BusClient(vertx).coordinator();
      List<Future<Receipt>> again =
          told.unanswered().stream()
              .map(lost -> hub.send(Caller.agent(lost.from()), lost.draft()))
              .toList();
      Awaiting.result(Future.all(again));
      again.forEach(receipt -> told.given(receipt.result()));
      Awaiting.result(daemon.devlogsWritten(), Duration.ofSeconds(MOST_SECONDS));
    } finally {
      Awaiting.result(daemon.close());
    }
    stored.readOn(vertx, config.store());
    stored.holds(told);
    assertThat(told.unanswered()).isEmpty();
  }
}
