package dev.multichat.store.json;

import dev.multichat.store.Private;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sets damaged bytes aside into files beside the log, and says so; who only reads says so only. */
final class Aside {
  private static final Logger LOG = LoggerFactory.getLogger(Aside.class);

  private final Folder folder;
  private final boolean writing;

  /** Bytes of a segment that are no sound line. */
  record Damage(Segment segment, long offset, int length) {
    byte[] content() throws IOException {
      return segment.read(offset, length);
    }
  }

  Aside(Folder folder, boolean writing) {
    this.folder = folder;
    this.writing = writing;
  }

  /** Copies what is damaged between sound lines, once; it stays where it is. */
  void keep(Damage damage) throws IOException {
    Path copy = copy(damage, 1);
    if (writing && !Files.exists(copy)) {
      Private.file(copy);
      Files.write(copy, damage.content());
    }
    LOG.warn(
        "{} is damaged at offset {}: {} bytes are left out{}; everything else is kept.",
        damage.segment().path,
        damage.offset(),
        damage.length(),
        writing ? " and set aside in " + copy.getFileName() : "");
  }

  /** Cuts off what is behind the last complete batch, and sees to it that that one ends. */
  void repair(Journal journal) throws IOException {
    Segment last = journal.last();
    long end = journal.end();
    long size = last.channel.size();
    if (size > end) {
      Damage tail = new Damage(last, end, Math.toIntExact(size - end));
      Path copy = free(tail);
      write(copy, tail.content());
      journal.cutBack();
      LOG.warn(
          "{} ends with an incomplete batch: {} bytes from offset {} on are cut off and set aside"
              + " in {}; everything before them is kept.",
          last.path,
          size - end,
          end,
          copy.getFileName());
    }
    if (end > 0 && (size < end || last.read(end - 1, 1)[0] != '\n')) {
      Segment.write(last.channel, new byte[] {'\n'}, end - 1);
      last.channel.force(true);
    }
  }

  private Path free(Damage damage) {
    int number = 1;
    while (Files.exists(copy(damage, number))) {
      number++;
    }
    return copy(damage, number);
  }

  private Path copy(Damage damage, int number) {
    String name = damage.segment().path.getFileName() + ".damaged-" + damage.offset();
    return folder.path().resolve(number == 1 ? name : name + "-" + number);
  }

  /** Durable, since what is copied is cut off next. */
  private void write(Path file, byte[] content) throws IOException {
    Private.file(file);
    Files.write(file, content, StandardOpenOption.WRITE, StandardOpenOption.SYNC);
    folder.force();
  }
}
