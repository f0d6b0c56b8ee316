package dev.multichat.client;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Lines of a bounded length; of a longer one only the beginning is kept, which is no JSON. */
final class MessageLines {
  private static final int MOST = 32 * 1024 * 1024;

  private final InputStream in;

  MessageLines(InputStream in) {
    this.in = new BufferedInputStream(in, 64 * 1024);
  }

  /** The next line without its end; nothing at the end of the input. */
  @Nullable String next() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int c = in.read();
    if (c < 0) {
      return null;
    }
    for (; c >= 0 && c != '\n'; c = in.read()) {
      if (line.size() < MOST) {
        line.write(c);
      }
    }
    return line.toString(StandardCharsets.UTF_8);
  }
}
