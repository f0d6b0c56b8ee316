package dev.multichat.store.json;

import dev.multichat.core.MultichatException;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The log and the state that follows from it. */
final class Content implements Closeable {
  private static final int EIGHTH = 8;

  final Journal journal;
  final State state;
  private final Aside aside;
  private final boolean writing;
  private int snapshotIn;

  private Content(Journal journal, Snapshot.@Nullable Loaded loaded, boolean writing) {
    this.journal = journal;
    this.state = loaded == null ? new State() : loaded.state();
    this.aside = new Aside(journal.folder, writing);
    this.writing = writing;
    this.snapshotIn = loaded == null ? 0 : Journal.segment(loaded.upTo());
  }

  /** Opens what is there; one that writes creates and repairs what has to be. */
  static Content open(Folder folder, boolean writing) throws IOException {
    return open(folder, writing, true);
  }

  /** The same from nothing but the log when a snapshot does not count. */
  static Content open(Folder folder, boolean writing, boolean snapshot) throws IOException {
    Journal journal = new Journal(folder, writing);
    try {
      journal.open(UUID.randomUUID().toString());
      Snapshot.Loaded loaded = snapshot ? Snapshot.load(journal) : null;
      Content content = new Content(journal, loaded, writing);
      content.load(loaded == null ? 0 : loaded.upTo());
      return content;
    } catch (IOException | RuntimeException e) {
      journal.close();
      throw e;
    }
  }

  private void load(long from) throws IOException {
    Segment last = journal.last();
    for (Segment segment : journal.all()) {
      if (state.keeping.epoch.isEmpty() && segment.head != null) {
        state.keeping.epoch = segment.head.epoch();
      }
      if (segment.number >= Journal.segment(from)) {
        boolean resumed = segment.number == Journal.segment(from);
        take(segment, resumed ? Journal.offset(from) : segment.begin, segment == last);
      }
    }
    if (writing) {
      aside.repair(journal);
      mend();
    }
  }

  /** What cannot be told from the log any more, or was begun and not finished. */
  private void mend() throws IOException {
    if (state.keeping.epoch.isEmpty()) {
      Batch batch = new Batch(state, java.time.Instant.EPOCH);
      batch.add(List.of(Line.epoch(UUID.randomUUID().toString())));
      commit(batch);
    }
    if (!state.keeping.erasing.isEmpty()) {
      new Erasure(this).run();
    }
  }

  private void take(Segment segment, long from, boolean last) throws IOException {
    Replay replay = new Replay(state);
    List<Aside.Damage> damages = new ArrayList<>();
    Batches.Taken taken =
        new Batches.Taken() {
          @Override
          public void line(Line line, long offset, int length) {
            int row = replay.apply(line);
            if (row != 0) {
              state.entries.lies(row, Journal.place(segment.number, offset), length);
            }
          }

          @Override
          public void damaged(long offset, byte[] content) {
            damages.add(new Aside.Damage(segment, offset, content.length));
          }
        };
    Batches batches = new Batches(from, taken);
    Scan.run(segment, from, segment.channel.size(), writing || !last, batches);
    if (last) {
      journal.endsAt(batches.complete());
    } else {
      batches.finish();
    }
    keep(damages, batches.complete());
  }

  /** What is behind the last complete batch is no damage: a crash, or a writer, left it. */
  private void keep(List<Aside.Damage> damages, long complete) throws IOException {
    for (Aside.Damage damage : damages) {
      if (damage.offset() < complete) {
        aside.keep(damage);
      }
    }
  }

  /** This, or another one in its place, with what another process wrote since. */
  Content caughtUp() throws IOException {
    if (journal.last().isReplaced() || journal.last().channel.size() < journal.end()) {
      Content again = open(journal.folder, false);
      close();
      return again;
    }
    Segment last = journal.last();
    long end = journal.end();
    while (journal.goOn()) {
      take(last, end, false);
      last = journal.last();
      end = journal.end();
    }
    if (last.channel.size() > end) {
      take(last, end, true);
    }
    return this;
  }

  /** Makes a batch durable, all of it or nothing; what fails leaves the state ahead of the log. */
  void commit(Batch batch) throws IOException {
    boolean rolls = journal.isFull();
    if (rolls) {
      journal.roll(state.keeping.epoch);
    }
    journal.append(batch.bytes(journal));
    if (rolls && journal.last().number - snapshotIn > journal.all().size() / EIGHTH) {
      snapshot();
    }
  }

  /** Keeps the state beside the log, so that it need not be read from its beginning. */
  void snapshot() {
    if (Snapshot.save(this)) {
      snapshotIn = journal.last().number;
    }
  }

  /** The one that there was does not count any more; the next segment brings another. */
  void noSnapshot() {
    snapshotIn = 0;
  }

  /** The lines of these rows, as they are on the disk. */
  List<byte[]> lines(Iterable<Integer> rows) throws IOException {
    List<byte[]> lines = new ArrayList<>();
    for (int row : rows) {
      lines.add(line(row));
    }
    return lines;
  }

  byte[] line(int row) throws IOException {
    return journal.read(state.entries.place(row), state.entries.length(row));
  }

  /** What a stored line says; INTERNAL when it was damaged since it was opened. */
  static Line read(byte[] line) {
    Line read = Lines.read(line, 0, line.length, Line.class);
    if (read == null) {
      throw damaged(line);
    }
    return read;
  }

  private static MultichatException damaged(byte[] line) {
    return Faults.damaged("of " + line.length + " bytes");
  }

  @Override
  public void close() throws IOException {
    journal.close();
  }
}
