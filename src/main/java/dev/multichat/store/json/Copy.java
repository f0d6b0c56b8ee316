package dev.multichat.store.json;

import dev.multichat.store.json.Erasure.Moved;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Copies the lines of a segment that stay. Of a message that goes its id and hash stay, of an event
 * nothing; damaged bytes go, since they may be of what goes and were set aside before.
 */
final class Copy {
  private static final int BUFFER = 1 << 20;

  private final Content content;
  private final Segment from;
  private final FileChannel to;
  private final List<Moved> moved = new ArrayList<>();
  private final Ints offsets = new Ints();
  private final Ints lengths = new Ints();
  private long end;

  Copy(Content content, Segment from, FileChannel to) {
    this.content = content;
    this.from = from;
    this.to = to;
  }

  List<Moved> moved() {
    return moved;
  }

  /** Up to an offset; where the copy ends. */
  long run(long upTo, Ints rows, IntPredicate goes) throws IOException {
    Scan.skim(
        from,
        upTo,
        new Scan.Found() {
          @Override
          public void line(Line line, long offset, int length) {
            offsets.add(Math.toIntExact(offset));
            lengths.add(length);
          }

          @Override
          public void damaged(long offset, byte[] bytes, boolean ended) {}
        });
    end = to.size();
    to.position(end);
    OutputStream out = new BufferedOutputStream(Channels.newOutputStream(to), BUFFER);
    int next = 0;
    for (int i = 0; i < offsets.size(); i++) {
      boolean isRow = next < rows.size() && offset(rows.get(next)) == offsets.get(i);
      int row = isRow ? rows.get(next++) : 0;
      byte[] line = from.read(offsets.get(i), lengths.get(i));
      write(row, row != 0 && goes.test(row) ? left(row, line) : line, out);
    }
    out.flush();
    return end;
  }

  private long offset(int row) {
    return Journal.offset(content.state.entries.place(row));
  }

  private byte[] left(int row, byte[] line) {
    Line gone = Content.read(line);
    if (!content.state.entries.hasId(row)) {
      return new byte[0];
    }
    byte[] begun = Lines.begun(Line.forgotten(row, Reads.known(gone)));
    byte[] tail = Lines.end(begun, gone.left() == null ? 0 : gone.left());
    byte[] whole = Arrays.copyOf(begun, begun.length + tail.length - 1);
    System.arraycopy(tail, 0, whole, begun.length, tail.length - 1);
    return whole;
  }

  private void write(int row, byte[] line, OutputStream out) throws IOException {
    if (row != 0) {
      moved.add(new Moved(row, line.length == 0 ? 0 : end, line.length));
    }
    if (line.length > 0) {
      out.write(line);
      out.write('\n');
      end += line.length + 1;
    }
  }
}
