package dev.multichat.record;

import static dev.multichat.contract.Scene.refused;
import static dev.multichat.store.contract.Trial.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.config.RecorderSettings;
import dev.multichat.core.Entry;
import dev.multichat.core.ErrorCode;
import dev.multichat.core.Message;
import dev.multichat.core.MultichatException;
import dev.multichat.store.Outcome;
import dev.multichat.store.Write;
import dev.multichat.store.contract.Letter;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecorderVerticleTest {
  private static final RecorderSettings ROOMY =
      new RecorderSettings(512, 4_194_304, 10_000, 67_108_864);

  @TempDir Path folder;
  private Recording r;

  @AfterEach
  void close() {
    r.close();
  }

  private void open(RecorderSettings settings) {
    r = new Recording(folder, settings);
  }

  private static List<Write> letters(int count, String body) {
    return IntStream.range(0, count)
        .mapToObj(i -> Letter.from("alice", "bob").body(body).write())
        .toList();
  }

  private static String id(Write write) {
    return write.entry().message().id();
  }

  private List<Message> history() {
    return await(r.store.history("talk", 0, 10_000));
  }

  @Test
  void whatArrivesDuringACommitGoesIntoTheNextInOrder() {
    open(ROOMY);
    List<Write> writes = letters(300, "Body");
    List<Future<Outcome>> outcomes = r.whileCommitting(writes);
    assertThat(outcomes).allSatisfy(outcome -> assertThat(await(outcome).entry()).isNotNull());
    assertThat(r.commits()).extracting(List::size).containsExactly(1, 300);
    assertThat(history().subList(1, 301))
        .extracting(Message::id)
        .isEqualTo(writes.stream().map(RecorderVerticleTest::id).toList());
    assertThat(history())
        .extracting(Message::seq)
        .isEqualTo(LongStream.rangeClosed(1, 301).boxed().toList());
  }

  @Test
  void anIdleRecorderCommitsAtOnce() {
    open(ROOMY);
    for (Write write : letters(3, "Body")) {
      await(r.bus.record(write));
    }
    assertThat(r.commits()).extracting(List::size).containsExactly(1, 1, 1);
  }

  @Test
  void aCommitIsBoundedByCount() {
    open(new RecorderSettings(10, 4_194_304, 10_000, 67_108_864));
    r.whileCommitting(letters(30, "Body")).forEach(outcome -> await(outcome));
    assertThat(r.commits()).extracting(List::size).containsExactly(1, 10, 10, 10);
  }

  @Test
  void aCommitIsBoundedByBytesButTakesOneAtLeast() {
    open(new RecorderSettings(512, 2048, 10_000, 67_108_864));
    r.whileCommitting(letters(3, "x".repeat(5000))).forEach(outcome -> await(outcome));
    r.whileCommitting(letters(4, "x".repeat(700))).forEach(outcome -> await(outcome));
    assertThat(r.commits()).extracting(List::size).containsExactly(1, 1, 1, 1, 1, 2, 2);
  }

  @Test
  void whenTooMuchWaitsItIsLimitedBeforeItIsQueuedAndTheSameIdWorksLater() {
    open(new RecorderSettings(512, 4_194_304, 5, 67_108_864));
    List<Write> writes = letters(8, "Body");
    List<Future<Outcome>> outcomes = r.whileCommitting(writes);
    outcomes.subList(0, 6).forEach(outcome -> await(outcome));
    for (Future<Outcome> outcome : outcomes.subList(6, 9)) {
      refused(ErrorCode.LIMITED, outcome).contains("try again in 250 ms");
      assertThat(((MultichatException) outcome.cause()).details())
          .containsEntry("retryAfterMs", "250");
    }
    assertThat(history()).hasSize(6);
    writes.subList(5, 8).forEach(write -> await(r.bus.record(write)));
    assertThat(history()).hasSize(9);
  }

  @Test
  void aWriteRefusedForItselfIsRefusedAlone() {
    open(ROOMY);
    List<Write> writes = new ArrayList<>(letters(3, "Body"));
    writes.set(1, Letter.from("alice", "nobody").write());
    List<Future<Outcome>> outcomes = r.whileCommitting(writes);
    await(outcomes.get(0));
    await(outcomes.get(1));
    refused(ErrorCode.NOT_FOUND, outcomes.get(2)).contains("nobody");
    await(outcomes.get(3));
    assertThat(history()).extracting(Message::seq).containsExactly(1L, 2L, 3L);
  }

  @Test
  void aStorageFaultRefusesTheWholeBatchAndNothingIsLost() {
    open(ROOMY);
    await(r.bus.record(letters(1, "Body").get(0)));
    List<Write> writes = letters(5, "Body");
    r.sql("CREATE TRIGGER fault BEFORE INSERT ON entry BEGIN SELECT RAISE(ABORT, 'fault'); END");
    for (Future<Outcome> outcome : r.whileCommitting(writes)) {
      refused(ErrorCode.INTERNAL, outcome).contains("incident").doesNotContain("fault");
    }
    assertThat(history()).hasSize(1);
    r.sql("DROP TRIGGER fault");
    for (Write write : writes) {
      Future<Outcome> sentAgain = r.bus.record(write).recover(busy -> r.bus.record(write));
      assertThat(await(sentAgain).known()).isFalse();
    }
    assertThat(history())
        .extracting(Message::seq)
        .isEqualTo(LongStream.rangeClosed(1, 6).boxed().toList());
    assertThat(r.commits().stream().flatMap(List::stream).map(Entry::position))
        .doesNotHaveDuplicates();
  }

  @Test
  void nobodyIsHintedAtWhatIsNotDurable() {
    open(ROOMY);
    Promise<List<Entry>> hinted = Promise.promise();
    Promise<List<Entry>> stored = Promise.promise();
    r.bus.onRecorded(
        hint -> {
          hinted.complete(hint.entries());
          r.store.feed(hint.upTo() - 1, 1).onComplete(stored);
        });
    r.bus.record(letters(1, "Body").get(0));
    assertThat(await(stored.future())).hasSize(1).isEqualTo(await(hinted.future()));
  }

  @Test
  void stoppingFinishesWhatWaits() {
    open(new RecorderSettings(10, 4_194_304, 10_000, 67_108_864));
    List<Future<Outcome>> outcomes = r.whileCommitting(letters(34, "Body"));
    await(r.vertx.timer(20, TimeUnit.MILLISECONDS));
    Future<Void> stopped = r.stop();
    assertThat(stopped.isComplete()).isFalse();
    await(stopped);
    assertThat(outcomes).allMatch(Future::isComplete);
    outcomes.forEach(outcome -> await(outcome));
    assertThat(history()).hasSize(35);
    refused(ErrorCode.UNAVAILABLE, r.bus.record(letters(1, "Body").get(0))).contains("stopping");
  }

  @Test
  void aClosedStoreIsUnavailable() {
    open(ROOMY);
    await(r.store.close());
    refused(ErrorCode.UNAVAILABLE, r.bus.record(letters(1, "Body").get(0)));
  }
}
