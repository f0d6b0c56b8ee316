package dev.multichat.store.json;

import dev.multichat.store.Private;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes what was said in deleted sessions out of the files: each segment that holds some of it is
 * written again without, under another name, and put in its place. Begun again when it was
 * interrupted.
 */
final class Erasure {
  private final Content content;
  private final Journal journal;
  private final State state;

  /** Where the line of a row lies afterwards; nowhere when its length is 0. */
  record Moved(int row, long offset, int length) {}

  Erasure(Content content) {
    this.content = content;
    this.journal = content.journal;
    this.state = content.state;
  }

  void run() throws IOException {
    if (Files.deleteIfExists(journal.folder.snapshot())) {
      journal.folder.force();
    }
    content.noSnapshot();
    Map<Integer, Ints> rows = rows();
    for (Segment segment : List.copyOf(journal.all())) {
      Ints lines = rows.getOrDefault(segment.number, new Ints());
      if (lines.stream().anyMatch(this::isLeft)) {
        rewrite(segment, lines);
      }
    }
    new SetAside(journal.folder, state).forget();
    Batch batch = new Batch(state, Instant.EPOCH);
    batch.add(state.keeping.erasing.keySet().stream().map(Line::erased).toList());
    content.commit(batch);
  }

  /** The rows whose lines lie in each segment, in their order there. */
  private Map<Integer, Ints> rows() {
    Map<Integer, Ints> rows = new HashMap<>();
    for (int row = 1; row <= state.entries.last(); row++) {
      if (state.entries.length(row) > 0) {
        int segment = Journal.segment(state.entries.place(row));
        rows.computeIfAbsent(segment, none -> new Ints()).add(row);
      }
    }
    return rows;
  }

  /** Whether a deleted entry's line is still in its file; a forgotten message has no seq. */
  private boolean isLeft(int row) {
    Entries entries = state.entries;
    return entries.kind(row) == Entries.GONE
        && entries.length(row) > 0
        && (entries.seq(row) > 0 || !entries.hasId(row));
  }

  private void rewrite(Segment segment, Ints rows) throws IOException {
    Path fresh = journal.folder.fresh();
    boolean last = segment == journal.last();
    List<Moved> moved = new ArrayList<>();
    try {
      Files.deleteIfExists(fresh);
      Private.file(fresh);
      long end;
      try (FileChannel out = Segment.create(fresh, segment.number, state.keeping.epoch)) {
        Copy copy = new Copy(content, segment, out);
        end = copy.run(last ? journal.end() : segment.channel.size(), rows, this::isLeft);
        moved.addAll(copy.moved());
        out.force(true);
      }
      journal.put(fresh, segment.number);
      if (last) {
        journal.endsAt(end);
      }
    } finally {
      Files.deleteIfExists(fresh);
    }
    moved.forEach(to -> move(to, segment.number));
  }

  private void move(Moved to, int segment) {
    state.entries.lies(to.row(), Journal.place(segment, to.offset()), to.length());
    if (state.entries.kind(to.row()) == Entries.GONE) {
      state.entries.seq(to.row(), 0);
    }
  }
}
