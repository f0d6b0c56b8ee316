package dev.multichat.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.core.Awaiting;
import dev.multichat.core.Entry;
import dev.multichat.core.Message;
import dev.multichat.core.Receipt;
import dev.multichat.store.SessionStore;
import io.vertx.core.Vertx;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backup that is taken while agents send, held against the receipts that they had before. */
class BackupBesideTest {
  private static final int BEFORE = 400;
  private static final long MOST_SECONDS = 120;

  private final Vertx vertx = Vertx.vertx();
  private final ToldLedger told = new ToldLedger();
  @TempDir Path folder;

  @AfterEach
  void close() {
    Awaiting.result(vertx.close());
  }

  @Test
  void whatHadAReceiptBeforeIsInTheStoreThatIsRestored() throws Exception {
    String backup = folder.resolve("backup.jsonl").toString();
    String url = LoadedHub.config(folder).store();
    Map<String, Receipt> before = loadedWhile(url, () -> run("backup", backup, "--store", url));
    String restored = "sqlite:" + folder.resolve("restored.db");

    Ended imported = run("import", backup, "--store", restored);
    Ended doctor = run("doctor", "--store", restored);

    assertThat(imported.err()).isEmpty();
    assertThat(imported.code()).isZero();
    assertThat(doctor.out()).startsWith("The store is sound: ");
    assertThat(before).hasSizeGreaterThanOrEqualTo(BEFORE);
    assertThat(told.receiptCount()).isGreaterThan(before.size());
    SessionStore store = Awaiting.result(Stores.open(vertx, restored, true, Clock.systemUTC()));
    before.values().forEach(receipt -> isIn(store, receipt));
    Awaiting.result(store.close());
  }

  private static void isIn(SessionStore store, Receipt receipt) {
    Entry entry = Awaiting.result(store.message(receipt.id())).orElseThrow();
    Message message = entry.message();
    assertThat(message).isNotNull();
    assertThat(message.seq()).isEqualTo(receipt.seq());
    assertThat(message.session()).isEqualTo(receipt.session());
    assertThat(message.exchange()).isEqualTo(receipt.exchange());
    assertThat(message.recordedAt()).isEqualTo(receipt.recordedAt());
  }

  private interface Work {
    Ended run() throws IOException, InterruptedException;
  }

  /** Does the work while a hub is under load; the receipts that were given before it. */
  private Map<String, Receipt> loadedWhile(String url, Work work) throws Exception {
    Process process =
        SecondJvm.of(folder, LoadedHub.class, folder.toString(), url)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    CompletableFuture.delayedExecutor(MOST_SECONDS, TimeUnit.SECONDS)
        .execute(process.toHandle()::destroyForcibly);
    CompletableFuture<Map<String, Receipt>> enough = new CompletableFuture<>();
    CompletableFuture<Void> reading = CompletableFuture.runAsync(() -> read(process, enough));
    Map<String, Receipt> before = enough.get(MOST_SECONDS, TimeUnit.SECONDS);
    Ended done = work.run();
    assertThat(done.err()).isEmpty();
    assertThat(done.code()).isZero();
    process.toHandle().destroyForcibly();
    reading.get(MOST_SECONDS, TimeUnit.SECONDS);
    process.waitFor();
    return before;
  }

  private void read(Process process, CompletableFuture<Map<String, Receipt>> enough) {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        told.take(line);
        if (told.receiptCount() == BEFORE) {
          enough.complete(told.receipts());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Ended run(String... arguments) throws IOException, InterruptedException {
    Path here = Files.createTempDirectory(folder, "run");
    return Ended.of(here, arguments);
  }
}
