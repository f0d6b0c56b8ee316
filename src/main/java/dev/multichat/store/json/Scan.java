package dev.multichat.store.json;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Goes through a part of a segment and tells sound lines from damaged bytes. */
final class Scan {
  private static final int BUFFER = 1 << 20;

  private final Segment segment;
  private final Found found;
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

  private Scan(Segment segment, Found found) {
    this.segment = segment;
    this.found = found;
  }

  /**
   * Reads from one offset up to another.
   *
   * @param tail whether bytes behind the last line's end are told too
   */
  static void run(Segment segment, long from, long to, boolean tail, Found found)
      throws IOException {
    Scan scan = new Scan(segment, found);
    scan.base = from;
    while (scan.fill(to)) {
      scan.lines();
    }
    if (tail && scan.filled > 0) {
      scan.look(0, scan.filled, false);
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
    return Lines.read(bytes, from, to, Line.class);
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
