package dev.multichat.store.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.store.contract.Letter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/** What a message costs while it only lies there. */
class JsonIndexTest {
  private static final int MESSAGES = 100_000;
  private static final int MOST_BYTES = 150;

  @TempDir Path folder;

  @Test
  void aMessageTakesAtMost150BytesOfMemory(TestReporter reporter) throws IOException {
    try (Logbook book = new Logbook(folder.resolve("log")).begun()) {
      for (int i = 0; i < MESSAGES / 1000; i++) {
        book.send(1000);
      }
      long counted = book.content.state.bytes();
      long empty = usedBy(() -> new State());
      long used = usedBy(() -> reloaded(book)) - empty;
      reporter.publishEntry(
          Map.of(
              "counted bytes a message", String.valueOf(counted / MESSAGES),
              "heap bytes a message", String.valueOf(used / MESSAGES)));
      assertThat(counted / MESSAGES).isLessThanOrEqualTo(MOST_BYTES);
      assertThat(used / MESSAGES).isLessThanOrEqualTo(MOST_BYTES);
      book.append(Letter.from("bob", "alice").answers(book.ids().get(0)).write());
    }
  }

  private interface Made {
    Object make() throws IOException;
  }

  private static Object reloaded(Logbook book) throws IOException {
    book.content.snapshot();
    Snapshot.Loaded loaded = Snapshot.load(book.content.journal);
    assertThat(loaded).isNotNull();
    return loaded;
  }

  /** By how much the heap grows when this is kept. */
  private static long usedBy(Made made) throws IOException {
    long before = used();
    Object kept = made.make();
    long after = used();
    assertThat(kept).isNotNull();
    return after - before;
  }

  private static long used() {
    Runtime runtime = Runtime.getRuntime();
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
