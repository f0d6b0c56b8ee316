package dev.multichat.store.json;

import dev.multichat.core.Entry;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What one transaction adds to the log. Its lines are in the state as soon as they are added. */
final class Batch {
  final State state;
  final Instant now;
  private final Replay replay;
  private final List<byte[]> begun = new ArrayList<>();
  private final Ints rows = new Ints();
  private final List<Entry> appended = new ArrayList<>();
  private final Map<Integer, Line> messages = new HashMap<>();

  Batch(State state, Instant now) {
    this.state = state;
    this.now = now;
    this.replay = new Replay(state);
  }

  /** Adds these together; what cannot be written leaves nothing. */
  void add(List<Line> lines) {
    List<byte[]> written = new ArrayList<>(lines.size());
    for (Line line : lines) {
      written.add(Lines.begun(line));
    }
    for (int i = 0; i < lines.size(); i++) {
      begun.add(written.get(i));
      take(lines.get(i));
    }
  }

  private void take(Line line) {
    int row = replay.apply(line);
    rows.add(row);
    if (line.entry() != null) {
      appended.add(line.entry());
      if (line.entry().message() != null) {
        messages.put(row, line);
      }
    }
  }

  /** How many lines it has. */
  int size() {
    return begun.size();
  }

  /** The entries that were appended. */
  List<Entry> appended() {
    return appended;
  }

  /** The line of a message of this batch, by its row. */
  @org.jspecify.annotations.Nullable
  Line message(int row) {
    return messages.get(row);
  }

  /** All its bytes; from here on the state knows where they will lie behind the journal's end. */
  byte[] bytes(Journal journal) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(begun.size() * 1024);
    int segment = journal.last().number;
    for (int i = 0; i < begun.size(); i++) {
      long offset = journal.end() + out.size();
      byte[] end = Lines.end(begun.get(i), begun.size() - 1 - i);
      out.writeBytes(begun.get(i));
      out.writeBytes(end);
      if (rows.get(i) != 0) {
        int length = begun.get(i).length + end.length - 1;
        state.entries.lies(rows.get(i), Journal.place(segment, offset), length);
      }
    }
    return out.toByteArray();
  }
}
