package dev.multichat.store.json;

import dev.multichat.core.ErrorCode;
import dev.multichat.core.MultichatException;
import dev.multichat.store.Private;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One file of the log. Its first line says what it is. */
final class Segment implements Closeable {
  /** The newest schema that this version knows. */
  static final int LATEST = 1;

  private static final int LONGEST_HEAD = 512;
  private static final String KIND = "sessions";

  final int number;
  final Path path;
  final FileChannel channel;
  final @Nullable Head head;

  /** Where its first record begins. */
  final long begin;

  /** Which file it was when it was opened, where the system tells. */
  final @Nullable Object key;

  /**
   * The first line.
   *
   * @param multichat what the file is of
   * @param file differs for each file that is written, also when its content is written again
   */
  record Head(String multichat, int schema, int segment, String file, String epoch) {}

  private Segment(int number, Path path, FileChannel channel) throws IOException {
    this.number = number;
    this.path = path;
    this.channel = channel;
    this.key = Files.readAttributes(path, BasicFileAttributes.class).fileKey();
    byte[] bytes = read(0, (int) Math.min(LONGEST_HEAD, channel.size()));
    int end = 0;
    while (end < bytes.length && bytes[end] != '\n') {
      end++;
    }
    boolean whole = end < bytes.length;
    this.head = whole ? Lines.read(bytes, 0, end, Head.class) : null;
    this.begin = head == null ? 0 : end + 1;
  }

  static Segment open(Folder folder, int number, boolean writing) throws IOException {
    Path path = folder.segment(number);
    Set<StandardOpenOption> how =
        writing
            ? Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE)
            : Set.of(StandardOpenOption.READ);
    FileChannel channel = FileChannel.open(path, how);
    try {
      Segment segment = new Segment(number, path, channel);
      segment.checkSchema();
      return segment;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** Makes an empty one under another name; it counts when it is renamed. */
  static FileChannel create(Path path, int number, String epoch) throws IOException {
    Private.file(path);
    FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE);
    channel.truncate(0);
    String file = UUID.randomUUID().toString();
    write(channel, Lines.alone(new Head(KIND, LATEST, number, file, epoch)), 0);
    return channel;
  }

  static void write(FileChannel channel, byte[] bytes, long at) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining()) {
      channel.write(buffer, at + buffer.position());
    }
  }

  private void checkSchema() {
    if (head != null && head.schema() > LATEST) {
      throw new MultichatException(
          ErrorCode.CONFLICT,
          path + " has schema " + head.schema() + "; this version knows up to " + LATEST + ".");
    }
  }

  /** Tells this file from any other. */
  String file() {
    return head == null ? "" : head.file();
  }

  /** Whether another file has its name now. */
  boolean isReplaced() throws IOException {
    return !Objects.equals(key, Files.readAttributes(path, BasicFileAttributes.class).fileKey());
  }

  byte[] read(long offset, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, offset + buffer.position()) < 0) {
        throw new EOFException(path + " is shorter than it was");
      }
    }
    return buffer.array();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
