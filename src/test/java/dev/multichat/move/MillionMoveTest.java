package dev.multichat.move;

import static dev.multichat.store.contract.Trial.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.store.SessionStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A million messages through every store and back to the first: {@code mvn -Psoak test}. */
@Tag("soak")
class MillionMoveTest {
  private static final int MESSAGES = 1_000_000;

  @TempDir Path folder;

  @Test
  void aMillionMessagesAreTheSameBytesAtBothEnds() throws Exception {
    List<StoreKind> way = new ArrayList<>(StoreKind.ALL);
    way.add(StoreKind.ALL.get(0));
    try (Moves moves = new Moves(folder)) {
      SessionStore here = moves.open(way.get(0), "store-0");
      Content.fill(here, MESSAGES);
      Path first = exported(here, "first.jsonl");
      for (int i = 1; i < way.size(); i++) {
        SessionStore next = moves.open(way.get(i), "store-" + i);
        assertThat(Moves.migrate(here, next).messages()).isEqualTo(MESSAGES);
        await(here.close());
        here = next;
      }
      assertThat(Files.mismatch(first, exported(here, "last.jsonl"))).isEqualTo(-1);
    }
  }

  private Path exported(SessionStore store, String name) {
    Path file = folder.resolve(name);
    new Export(store, Moves.SILENT).toFile(file, false, Wanted.ALL);
    return file;
  }
}
