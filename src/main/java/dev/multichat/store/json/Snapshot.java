package dev.multichat.store.json;

import dev.multichat.store.Private;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The state as it was at one place of the log, in one file with a checksum. It only spares reading
 * the log: one that is missing, damaged, or of other segments than those there is left alone.
 */
final class Snapshot {
  private static final Logger LOG = LoggerFactory.getLogger(Snapshot.class);
  private static final int FORMAT = 0x4d635301;
  private static final int CHECKSUM = 8;
  private static final int BUFFER = 1 << 16;

  /** A state, and the place in the log up to which it counts. */
  record Loaded(State state, long upTo) {}

  private Snapshot() {}

  /** Writes it beside the log; whether that went well, since the log does without. */
  static boolean save(Content content) {
    Folder folder = content.journal.folder;
    Path fresh = folder.fresh();
    try {
      Private.file(fresh);
      try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
        channel.truncate(0);
        write(content, Channels.newOutputStream(channel));
        channel.force(true);
      }
      Files.move(
          fresh,
          folder.snapshot(),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
      folder.force();
      return true;
    } catch (IOException e) {
      LOG.warn("No snapshot could be kept beside the log; it works without: {}", e.toString());
      fresh.toFile().delete();
      return false;
    }
  }

  private static void write(Content content, OutputStream raw) throws IOException {
    CheckedOutputStream checked = new CheckedOutputStream(raw, new CRC32C());
    DataOutputStream out = new DataOutputStream(new BufferedOutputStream(checked, BUFFER));
    Journal journal = content.journal;
    out.writeInt(FORMAT);
    out.writeLong(Journal.place(journal.last().number, journal.end()));
    out.writeInt(journal.all().size());
    for (Segment segment : journal.all()) {
      out.writeInt(segment.number);
      out.writeUTF(segment.file());
    }
    new Shelf(content.state).write(out);
    out.flush();
    out.writeLong(checked.getChecksum().getValue());
    out.flush();
  }

  /** The state of a sound snapshot of these segments. */
  static @Nullable Loaded load(Journal journal) throws IOException {
    Path file = journal.folder.snapshot();
    if (!Files.isRegularFile(file)) {
      return null;
    }
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER))) {
      if (isSound(file) && in.readInt() == FORMAT) {
        long upTo = in.readLong();
        return fits(in, upTo, journal) ? new Loaded(Shelf.read(in), upTo) : null;
      }
    } catch (NoSuchFileException | RuntimeException e) {
      LOG.warn("{} cannot be used ({}); the log is read instead.", file, e.toString());
      return null;
    }
    LOG.warn("{} is damaged or of another version; the log is read instead.", file);
    return null;
  }

  private static boolean isSound(Path file) throws IOException {
    long left = Files.size(file) - CHECKSUM;
    CRC32C crc = new CRC32C();
    byte[] buffer = new byte[BUFFER];
    try (InputStream in = Files.newInputStream(file)) {
      while (left > 0) {
        int read = in.read(buffer, 0, (int) Math.min(left, buffer.length));
        crc.update(buffer, 0, Math.max(read, 0));
        left = read < 0 ? -1 : left - read;
      }
      byte[] stored = in.readNBytes(CHECKSUM);
      return left == 0
          && stored.length == CHECKSUM
          && java.nio.ByteBuffer.wrap(stored).getLong() == crc.getValue();
    }
  }

  /** The newest lines are the likeliest to be damaged, so these are looked at each time. */
  private static boolean isWhole(Segment segment, long to) throws IOException {
    return segment.channel.size() >= to && Scan.isSound(segment, to);
  }

  /** Whether it was made of the segments that are there, which may have grown since. */
  private static boolean fits(DataInputStream in, long upTo, Journal journal) throws IOException {
    int count = in.readInt();
    boolean fits = count <= journal.all().size();
    var there = journal.all().iterator();
    for (int i = 0; i < count; i++) {
      int number = in.readInt();
      String name = in.readUTF();
      Segment segment = there.hasNext() ? there.next() : null;
      fits &= segment != null && segment.number == number && segment.file().equals(name);
      if (fits && segment != null && number == Journal.segment(upTo)) {
        fits = isWhole(segment, Journal.offset(upTo));
      }
    }
    return fits;
  }
}
