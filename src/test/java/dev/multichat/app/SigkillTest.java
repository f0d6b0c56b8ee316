package dev.multichat.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.core.Awaiting;
import dev.multichat.devlog.Rebuild;
import dev.multichat.store.SessionStore;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The promise of a receipt, held against a process that is killed in the middle of sends. */
class SigkillTest {
  private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private final Vertx vertx = Vertx.vertx();
  @TempDir Path folder;

  @AfterEach
  void close() {
    Awaiting.result(vertx.close());
  }

  @ParameterizedTest
  @CsvSource({"sqlite:data/multichat.db, 20", "json:data/sessions, 5"})
  void whatHadAReceiptIsThereAfterwardsOnceInOrderAndWithItsDevlog(
      String url, int times, TestReporter reporter) throws Exception {
    String store = url.replace(":", ":" + folder + "/");
    Kills kills = new Kills(folder, store);
    for (int kill = 0; kill < times; kill++) {
      kills.kill(vertx, 100 + 67 * (kill % 7));
    }
    int receipts = kills.told().receiptCount();
    int unanswered = kills.told().unanswered().size();
    long written =
        kills.told().unanswered().stream()
            .filter(lost -> kills.stored().has(lost.draft().id()))
            .count();
    kills.recover(vertx);

    assertThat(kills.stored().size()).isEqualTo(receipts + unanswered);
    reporter.publishEntry(
        Map.of(
            "kills", times + " of " + url,
            "receipts", String.valueOf(receipts),
            "sends cut off", unanswered + ", of which " + written + " were stored"));
    everyDevlogIsThereAsARebuildWritesIt(store, kills.told());
  }

  private void everyDevlogIsThereAsARebuildWritesIt(String url, ToldLedger told)
      throws IOException {
    Map<String, String> devlogs = files(folder.resolve("devlogs"));
    Set<String> named = new HashSet<>();
    for (String text : devlogs.values()) {
      Matcher ids = ID.matcher(text);
      while (ids.find()) {
        named.add(ids.group());
      }
    }
    assertThat(named).containsAll(told.receipts().keySet());

    Path again = folder.resolve("again");
    SessionStore store = Awaiting.result(Stores.open(vertx, url, true, Clock.systemUTC()));
    Awaiting.result(Rebuild.run(vertx, store, again, (done, total) -> {}));
    Awaiting.result(store.close());
    Map<String, String> rebuilt = files(again);
    assertThat(rebuilt.keySet()).isEqualTo(devlogs.keySet());
    devlogs.forEach((name, text) -> assertThat(rebuilt.get(name)).as(name).isEqualTo(text));
  }

  /** The devlogs and indexes; what a kill left half written beside them is removed later on. */
  private static Map<String, String> files(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(file -> file.toString().endsWith(".md"))
          .collect(
              Collectors.toMap(
                  file -> root.relativize(file).toString(),
                  SigkillTest::text,
                  (a, b) -> Objects.requireNonNull(a),
                  TreeMap::new));
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
