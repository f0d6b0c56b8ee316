package dev.multichat.store.json;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Goes through a part of a segment and tells sound lines from damaged bytes. */
final class Scan {
  private static final int BUFFER = 1 << 20;

  private final Segment segment;
  private final Found found;
  private final boolean deep;
  private byte[] bytes = new byte[BUFFER];
  private int filled;

  /** Where in the segment the buffer begins. */
  private long base;

  /** Is told what there is, in order. */
  interface Found {
    /** A sound line, without what ends it. */
    void line(Line line, long offset, int length);

    /** Bytes that are no sound line; ended means that a line's end follows. */
    void damaged(long offset, byte[] content, boolean ended);
  }

  private Scan(Segment segment, Found found, boolean deep) {
    this.segment = segment;
    this.found = found;
    this.deep = deep;
  }

  /**
   * Reads from one offset up to another.
   *
   * @param tail whether bytes behind the last line's end are told too
   */
  static void run(Segment segment, long from, long to, boolean tail, Found found)
      throws IOException {
    new Scan(segment, found, true).run(from, to, tail);
  }

  /** The same without looking into the lines, which are all told as {@link Line#UNREAD}. */
  static void skim(Segment segment, long to, Found found) throws IOException {
    new Scan(segment, found, false).run(segment.begin, to, true);
  }

  /** Whether the checksums of all lines up to an offset are right; looks no further into them. */
  static boolean isSound(Segment segment, long to) throws IOException {
    AtomicBoolean sound = new AtomicBoolean(true);
    Found found =
        new Found() {
          @Override
          public void line(Line line, long offset, int length) {}

          @Override
          public void damaged(long offset, byte[] content, boolean ended) {
            sound.set(false);
          }
        };
    skim(segment, to, found);
    return sound.get();
  }

  private void run(long from, long to, boolean tail) throws IOException {
    base = from;
    while (fill(to)) {
      lines();
    }
    if (tail && filled > 0) {
      look(0, filled, false);
    }
  }

  private boolean fill(long to) throws IOException {
    long left = to - base - filled;
    if (left <= 0) {
      return false;
    }
    if (filled == bytes.length) {
      bytes = Arrays.copyOf(bytes, filled * 2);
    }
    int most = (int) Math.min(left, bytes.length - filled);
    int read = segment.channel.read(ByteBuffer.wrap(bytes, filled, most), base + filled);
    filled += Math.max(read, 0);
    return read > 0;
  }

  private void lines() {
    int from = 0;
    for (int i = 0; i < filled; i++) {
      if (bytes[i] == '\n') {
        look(from, i, true);
        from = i + 1;
      }
    }
    System.arraycopy(bytes, from, bytes, 0, filled - from);
    base += from;
    filled -= from;
  }

  private void look(int from, int to, boolean ended) {
    Line line = read(from, to);
    if (line != null) {
      found.line(line, base + from, to - from);
    } else {
      salvage(from, to, ended);
    }
  }

  private @Nullable Line read(int from, int to) {
    if (deep) {
      return Lines.read(bytes, from, to, Line.class);
    }
    return Lines.isSound(bytes, from, to) ? Line.UNREAD : null;
  }

  /** A damaged line's end may have made one of two lines. */
  private void salvage(int from, int to, boolean ended) {
    int rest = from;
    for (int mark = from; mark + Lines.TAIL <= to; mark++) {
      Line line = isMark(mark) ? read(rest, mark + Lines.TAIL) : null;
      if (line != null) {
        found.line(line, base + rest, mark + Lines.TAIL - rest);
        rest = mark + Lines.TAIL;
        if (rest < to) {
          found.damaged(base + rest, new byte[] {bytes[rest]}, false);
          rest++;
        }
      }
    }
    Line last = rest > from && rest < to ? read(rest, to) : null;
    if (last != null) {
      found.line(last, base + rest, to - rest);
    } else if (rest < to || rest == from) {
      found.damaged(base + rest, Arrays.copyOfRange(bytes, rest, to), ended);
    }
  }

  private boolean isMark(int at) {
    return Arrays.equals(bytes, at, at + Lines.MARK.length, Lines.MARK, 0, Lines.MARK.length);
  }
}
