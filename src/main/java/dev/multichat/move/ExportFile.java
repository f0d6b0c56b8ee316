package dev.multichat.move;

import dev.multichat.core.ErrorCode;
import dev.multichat.core.MultichatException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * An export that was written before. Each reading checks all of it, and refuses it at the first
 * line that is damaged: CONFLICT for a newer version, UNAVAILABLE for everything else.
 */
public final class ExportFile implements Source {
  private final Path file;
  private final String name;
  private final Progress progress;

  /**
   * @param name what it is called in messages
   * @param progress is told how many of its bytes were read
   */
  public ExportFile(Path file, String name, Progress progress) {
    this.file = file;
    this.name = name;
    this.progress = progress;
  }

  String name() {
    return name;
  }

  /** Reads all of it, often enough to know that it agrees with itself and with its manifest. */
  public Verified verify() {
    return verify(new References(name));
  }

  Verified verify(References references) {
    Order order = new Order(name);
    Manifest manifest =
        read(
            (mark, line) -> {
              order.take(mark, line);
              references.take(mark, line);
            });
    while (references.remain()) {
      read(references);
    }
    return new Verified(manifest, order.messages(), order.deleted());
  }

  @Override
  public void each(long afterMark, Taker taker) {
    read(
        (mark, line) -> {
          if (line.entry() == null || mark > afterMark) {
            taker.take(mark, line);
          }
        });
  }

  private Manifest read(Taker taker) {
    try (InputStream in = Files.newInputStream(file)) {
      long size = Files.size(file);
      Reading reading = new Reading(name, in);
      Line line = reading.next();
      while (line != null) {
        taker.take(reading.number(), line);
        if (reading.number() % 100 == 0) {
          progress.at(reading.bytes(), size);
        }
        line = reading.next();
      }
      progress.at(size, size);
      return reading.manifest();
    } catch (IOException e) {
      throw new MultichatException(
          ErrorCode.UNAVAILABLE,
          name + " cannot be read (" + e.getClass().getSimpleName() + "); name a file that can.",
          e);
    }
  }
}
