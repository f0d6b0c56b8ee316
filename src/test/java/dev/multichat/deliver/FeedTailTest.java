package dev.multichat.deliver;

import static dev.multichat.store.contract.Trial.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.config.RecorderSettings;
import dev.multichat.core.Entry;
import dev.multichat.record.Recording;
import dev.multichat.store.Outcome;
import dev.multichat.store.Write;
import dev.multichat.store.contract.Letter;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeedTailTest {
  @TempDir Path folder;
  private Recording recording;
  private FeedTail tail;

  @BeforeEach
  void open() {
    recording = new Recording(folder, new RecorderSettings(64, 4_194_304, 100_000, 67_108_864));
    tail = await(FeedTail.start(recording.vertx, recording.room()));
  }

  @AfterEach
  void close() {
    recording.close();
  }

  private static Write letter(int chars) {
    return Letter.from("alice", "bob").body("x".repeat(chars)).write();
  }

  private List<Future<Outcome>> send(int count, int chars) {
    return IntStream.range(0, count).mapToObj(i -> recording.bus.record(letter(chars))).toList();
  }

  /** Follows the tail up to a position. */
  private List<Entry> read(long after, long last) {
    List<Entry> read = new ArrayList<>();
    long at = after;
    while (at < last) {
      List<Entry> part = await(tail.next(at));
      assertThat(part).isNotEmpty().hasSizeLessThanOrEqualTo(512);
      read.addAll(part);
      at = read.get(read.size() - 1).position();
    }
    return read;
  }

  private static void gapless(List<Entry> read, long first, long last) {
    assertThat(read)
        .extracting(Entry::position)
        .isEqualTo(LongStream.rangeClosed(first, last).boxed().toList());
  }

  @Test
  void aReaderFromTheBeginningMissesNothingWhileOthersSend() {
    List<Future<Outcome>> sent = send(3000, 10);
    gapless(read(0, 3003), 1, 3003);
    sent.forEach(outcome -> await(outcome));
    assertThat(read(0, 3003)).isEqualTo(await(recording.store.feed(0, 5000)));
  }

  @Test
  void aLaggardBehindTheRingReadsFromTheStoreAndThenFromTheRing() {
    send(330, 64_000).forEach(outcome -> await(outcome));
    List<Future<Outcome>> more = send(200, 1000);
    gapless(read(0, 533), 1, 533);
    more.forEach(outcome -> await(outcome));
  }

  @Test
  void manyReadersAtTheirOwnPaceReadTheSame() {
    List<Future<Outcome>> sent = send(800, 10);
    for (long after : new long[] {0, 3, 100, 500, 790}) {
      gapless(read(after, 803), after + 1, 803);
    }
    sent.forEach(outcome -> await(outcome));
  }

  @Test
  void whoHasReadEverythingIsGivenWhatComesNext() {
    long last = tail.last();
    Future<List<Entry>> next = tail.next(last);
    assertThat(next.isComplete()).isFalse();
    Outcome outcome = await(recording.bus.record(letter(10)));
    assertThat(await(next)).containsExactly(outcome.entry());
    assertThat(tail.last()).isEqualTo(last + 1);
  }

  @Test
  void whatNoHintToldIsReadFromTheStore() {
    long last = tail.last();
    await(recording.store.append(List.of(letter(1), letter(2), letter(3))));
    Future<List<Entry>> next = tail.next(last);
    await(recording.bus.record(letter(4)));
    assertThat(await(next)).isNotEmpty();
    gapless(read(last, last + 4), last + 1, last + 4);
  }

  @Test
  void aTailBeginsBehindTheNewestEntry() {
    FeedTail second = await(FeedTail.start(recording.vertx, recording.room()));
    assertThat(second.last()).isEqualTo(await(recording.store.lastPosition()));
  }
}
