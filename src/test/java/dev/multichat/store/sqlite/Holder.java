package dev.multichat.store.sqlite;

import dev.multichat.store.ProcessLock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Another process that holds a database until it is killed. */
final class Holder {
  private Holder() {}

  public static void main(String[] args) throws IOException {
    Path db = Path.of(args[0]);
    try (ProcessLock lock = ProcessLock.take(db.getParent(), db)) {
      System.out.write((lock == null ? "free\n" : "held\n").getBytes(StandardCharsets.US_ASCII));
      System.out.flush();
      System.in.read();
    }
  }
}
