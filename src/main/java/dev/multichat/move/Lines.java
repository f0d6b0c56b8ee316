package dev.multichat.move;

import dev.multichat.core.ErrorCode;
import dev.multichat.core.MultichatException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Reads lines that end with a line feed each, none longer than allowed. */
final class Lines {
  private final InputStream in;
  private final byte[] buffer = new byte[64 * 1024];
  private int from;
  private int to;

  Lines(InputStream in) {
    this.in = in;
  }

  /**
   * The next line with its line feed; absent at the end. UNAVAILABLE when it is cut or too long.
   */
  byte @Nullable [] next(int most) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(512);
    while (fill()) {
      int end = from;
      while (end < to && buffer[end] != '\n') {
        end++;
      }
      boolean ended = end < to;
      int length = end - from + (ended ? 1 : 0);
      if (line.size() + length > most) {
        throw damaged("It is longer than " + most + " bytes.");
      }
      line.write(buffer, from, length);
      from += length;
      if (ended) {
        return line.toByteArray();
      }
    }
    if (line.size() > 0) {
      throw damaged("It is cut off.");
    }
    return null;
  }

  /** Whether nothing follows. */
  boolean ended() throws IOException {
    return !fill();
  }

  private boolean fill() throws IOException {
    if (from == to) {
      from = 0;
      to = Math.max(in.read(buffer), 0);
    }
    return from < to;
  }

  private static MultichatException damaged(String how) {
    return new MultichatException(ErrorCode.UNAVAILABLE, how);
  }
}
