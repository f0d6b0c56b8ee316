package dev.multichat.store.json;

import dev.multichat.core.Entry;
import dev.multichat.store.Private;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Takes what was said in deleted sessions out of the files: each segment that holds some of it is
 * written again without, under another name, and put in its place. Begun again when it was
 * interrupted.
 */
final class Erasure {
  private final Content content;
  private final Journal journal;
  private final State state;

  private record Moved(int row, long offset, int length) {}

  Erasure(Content content) {
    this.content = content;
    this.journal = content.journal;
    this.state = content.state;
  }

  void run() throws IOException {
    if (Files.deleteIfExists(journal.folder.snapshot())) {
      journal.folder.force();
    }
    TreeSet<Integer> segments = new TreeSet<>();
    for (int row = 1; row <= state.entries.last(); row++) {
      if (isLeft(row)) {
        segments.add(Journal.segment(state.entries.place(row)));
      }
    }
    for (Segment segment : List.copyOf(journal.all())) {
      if (segments.contains(segment.number)) {
        rewrite(segment);
      }
    }
    Batch batch = new Batch(state, Instant.EPOCH);
    batch.add(state.keeping.erasing.keySet().stream().map(Line::erased).toList());
    content.commit(batch);
    content.snapshot();
  }

  /** Whether a deleted entry's line is still in its file; a forgotten message has no seq. */
  private boolean isLeft(int row) {
    Entries entries = state.entries;
    return entries.kind(row) == Entries.GONE
        && entries.length(row) > 0
        && (entries.seq(row) > 0 || !entries.hasId(row));
  }

  private void rewrite(Segment segment) throws IOException {
    Path fresh = journal.folder.fresh();
    List<Moved> moved = new ArrayList<>();
    boolean last = segment == journal.last();
    try {
      Files.deleteIfExists(fresh);
      Private.file(fresh);
      long end;
      try (FileChannel out = Segment.create(fresh, segment.number, state.keeping.epoch)) {
        end = new Copy(segment, out, moved).run();
        out.force(true);
      }
      journal.put(fresh, segment.number);
      if (last) {
        journal.endsAt(end);
      }
    } finally {
      Files.deleteIfExists(fresh);
    }
    moved.forEach(this::move);
  }

  private void move(Moved to) {
    int row = to.row();
    state.entries.lies(
        row, Journal.place(Journal.segment(state.entries.place(row)), to.offset()), to.length());
    if (state.entries.kind(row) == Entries.GONE) {
      state.entries.seq(row, 0);
    }
  }

  /** Copies the lines that stay, and damaged bytes never. */
  private final class Copy implements Scan.Found {
    private final Segment from;
    private final FileChannel out;
    private final List<Moved> moved;
    private long end;
    private IOException failure = new IOException();
    private boolean failed;

    Copy(Segment from, FileChannel out, List<Moved> moved) throws IOException {
      this.from = from;
      this.out = out;
      this.moved = moved;
      this.end = out.size();
    }

    long run() throws IOException {
      long to = from == journal.last() ? journal.end() : from.channel.size();
      Scan.run(from, from.begin, to, true, this);
      if (failed) {
        throw failure;
      }
      return end;
    }

    @Override
    public void line(Line line, long offset, int length) {
      try {
        Entry entry = line.entry();
        int row = entry == null ? forgotten(line) : (int) entry.position();
        if (entry != null && isLeft(row)) {
          replace(line, row);
        } else {
          byte[] same = from.read(offset, length);
          write(row, java.util.Arrays.copyOf(same, length + 1));
        }
      } catch (IOException e) {
        failure = e;
        failed = true;
      }
    }

    private int forgotten(Line line) {
      return line.forgotten() == null ? 0 : (int) line.forgotten().row();
    }

    /** Of a message its id and hash stay, of an event nothing. */
    private void replace(Line line, int row) throws IOException {
      if (line.entry() != null && line.entry().message() != null) {
        byte[] begun = Lines.begun(Line.forgotten(row, Reads.known(line)));
        byte[] tail = Lines.end(begun, line.left() == null ? 0 : line.left());
        byte[] whole = java.util.Arrays.copyOf(begun, begun.length + tail.length);
        System.arraycopy(tail, 0, whole, begun.length, tail.length);
        write(row, whole);
      } else {
        moved.add(new Moved(row, 0, 0));
      }
    }

    private void write(int row, byte[] line) throws IOException {
      line[line.length - 1] = '\n';
      Segment.write(out, line, end);
      if (row != 0) {
        moved.add(new Moved(row, end, line.length - 1));
      }
      end += line.length;
    }

    @Override
    public void damaged(long offset, byte[] bytes, boolean ended) {
      // It was set aside when the log was opened, and may be of what is to be erased.
    }
  }
}
