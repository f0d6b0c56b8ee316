package dev.multichat.store.json;

import java.util.ArrayList;
import java.util.List;

/**
 * Puts lines together to the batches that they were written in. A batch counts when its last line
 * is there, or another batch behind it; of what is behind the last batch nothing counts.
 */
final class Batches implements Scan.Found {
  private static final int UNKNOWN = -1;

  private final Taken taken;
  private final List<At> waiting = new ArrayList<>();
  private int left = UNKNOWN;
  private long seen;
  private long complete;

  /** Is told the lines of complete batches, and damages between them. */
  interface Taken {
    void line(Line line, long offset, int length);

    void damaged(long offset, byte[] content);
  }

  private record At(Line line, long offset, int length) {}

  /** From an offset on, before which everything is complete. */
  Batches(long from, Taken taken) {
    this.complete = from;
    this.taken = taken;
  }

  /** Where the last complete batch ends. */
  long complete() {
    return complete;
  }

  @Override
  public void line(Line line, long offset, int length) {
    int following = line.left() == null ? 0 : line.left();
    if (left != UNKNOWN && following >= left) {
      finish();
    }
    waiting.add(new At(line, offset, length));
    seen = offset + length + 1;
    left = following;
    if (left == 0) {
      finish();
    }
  }

  @Override
  public void damaged(long offset, byte[] content, boolean ended) {
    taken.damaged(offset, content);
    seen = offset + content.length + (ended ? 1 : 0);
    // What a crash leaves of pages that were never written are zeros, and no line holds one.
    boolean torn =
        !ended || new String(content, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf(0) >= 0;
    if (left != UNKNOWN && !torn) {
      left--;
      if (left == 0) {
        finish();
      }
    }
  }

  /** What waits counts, since its batch is complete. */
  void finish() {
    waiting.forEach(at -> taken.line(at.line(), at.offset(), at.length()));
    waiting.clear();
    left = UNKNOWN;
    complete = Math.max(complete, seen);
  }
}
