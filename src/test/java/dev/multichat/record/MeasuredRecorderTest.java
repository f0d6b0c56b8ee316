package dev.multichat.record;

import static dev.multichat.store.contract.Trial.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.config.RecorderSettings;
import dev.multichat.contract.Scene;
import dev.multichat.core.ErrorCode;
import dev.multichat.metrics.Scrape;
import dev.multichat.store.Outcome;
import dev.multichat.store.Write;
import dev.multichat.store.contract.Letter;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the recorder measures is what it did. */
class MeasuredRecorderTest {
  @TempDir Path folder;
  private Recording r;

  @BeforeEach
  void open() {
    r = new Recording(folder, new RecorderSettings(512, 4_194_304, 10_000, 67_108_864));
  }

  @AfterEach
  void close() {
    r.close();
  }

  private static List<Write> letters(int count) {
    return IntStream.range(0, count).mapToObj(i -> Letter.from("alice", "bob").write()).toList();
  }

  private Scrape scraped() {
    return new Scrape(r.meters.text());
  }

  @Test
  void commitsAreMeasuredWithHowMuchWentIntoThem() {
    Scrape before = scraped();
    r.whileCommitting(letters(300)).forEach(outcome -> await(outcome));
    Scrape after = scraped();
    assertThat(gained(before, after, "multichat_commit_writes_count")).isEqualTo(2);
    assertThat(gained(before, after, "multichat_commit_writes_sum")).isEqualTo(301);
    assertThat(gained(before, after, "multichat_commit_writes_bucket{le=\"256.0\"}")).isEqualTo(1);
    assertThat(gained(before, after, "multichat_commit_seconds_count")).isEqualTo(2);
    assertThat(gained(before, after, "multichat_entries_total{type=\"message\"}")).isEqualTo(301);
    assertThat(gained(before, after, "multichat_inbox_messages_total")).isEqualTo(301);
    assertThat(after.of("multichat_recorder_waiting_writes")).isZero();
    assertThat(after.of("multichat_recorder_waiting_characters")).isZero();
  }

  private static long gained(Scrape before, Scrape after, String sample) {
    return after.of(sample) - before.of(sample);
  }

  @Test
  void whatWaitsIsToldWhileItWaits() {
    List<Future<Outcome>> outcomes = r.whileCommitting(letters(20));
    long most = 0;
    while (!outcomes.get(0).isComplete()) {
      most = Math.max(most, scraped().of("multichat_recorder_waiting_writes"));
    }
    outcomes.forEach(outcome -> await(outcome));
    assertThat(most).isEqualTo(20);
  }

  @Test
  void aStorageFaultIsCountedByItsCodeAndIsNoCommit() {
    Scrape before = scraped();
    r.sql("CREATE TRIGGER fault BEFORE INSERT ON entry BEGIN SELECT RAISE(ABORT, 'fault'); END");
    Scene.refused(ErrorCode.INTERNAL, r.bus.record(letters(1).get(0)));
    Scrape after = scraped();
    assertThat(after.of("multichat_store_failures_total{code=\"internal\"}")).isEqualTo(1);
    assertThat(gained(before, after, "multichat_commit_seconds_count")).isZero();
    assertThat(after.of("multichat_unknown_outcomes_total")).isZero();
  }

  @Test
  void anUnknownOutcomeIsCounted() {
    await(r.store.close());
    Scene.refused(ErrorCode.UNAVAILABLE, r.bus.record(letters(1).get(0)));
    assertThat(scraped().of("multichat_unknown_outcomes_total")).isEqualTo(1);
    assertThat(scraped().of("multichat_store_failures_total{code=\"unavailable\"}")).isEqualTo(1);
  }
}
