package dev.multichat.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.core.Entry;
import dev.multichat.core.EntryType;
import dev.multichat.core.MultichatException;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What hints leave for a stream is shown once, and what does not fit is read from the store. */
class TapTest {
  private final Tap tap = new Tap();

  private static Entry entry(long position) {
    return Entry.event(EntryType.JOINED, "talk", "ada", "ada", null)
        .appended(position, Instant.EPOCH, List.of());
  }

  @Test
  void itBeginsBehindAndIsNotOnceTheStoreGaveEverything() {
    tap.offer(entry(1));
    assertThat(tap.isBehind()).isTrue();
    tap.beginReading();
    assertThat(tap.isBehind()).isFalse();
    assertThat(tap.stirred().isComplete()).isFalse();
  }

  @Test
  void aHintThatComesAfterItsEntryWasReadShowsNothingAgain() {
    tap.beginReading();
    tap.offer(entry(3));
    tap.offer(entry(4));
    assertThat(tap.taken(3)).extracting(Entry::position).containsExactly(4L);
  }

  @Test
  void whatDoesNotFitIsReadFromTheStoreAfterWhatDid() {
    tap.beginReading();
    for (int i = 1; i <= Tap.MOST + 1; i++) {
      tap.offer(entry(i));
    }
    tap.offer(entry(100));
    assertThat(tap.isBehind()).isFalse();
    assertThat(tap.taken(0)).hasSize(Tap.MOST).last().isEqualTo(entry(Tap.MOST));
    assertThat(tap.isBehind()).isTrue();
  }

  @Test
  void whoWaitsIsWokenByAnEntryAndByTheEnd() {
    tap.beginReading();
    Future<Void> first = tap.stirred();
    tap.offer(entry(1));
    assertThat(first.isComplete()).isTrue();
    assertThat(tap.taken(0)).hasSize(1);
    Future<Void> second = tap.stirred();
    tap.end(MultichatException.forbidden("Over."));
    assertThat(second.isComplete()).isTrue();
    assertThat(tap.over()).hasMessage("Over.");
  }
}
