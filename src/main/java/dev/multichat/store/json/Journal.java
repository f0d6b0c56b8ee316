package dev.multichat.store.json;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

/** The segments of the log, of which the last one grows. */
final class Journal implements Closeable {
  private static final int OFFSET_BITS = 40;

  final Folder folder;
  private final boolean writing;
  private final TreeMap<Integer, Segment> segments = new TreeMap<>();

  /** Where the last complete batch of the last segment ends. */
  private long end;

  Journal(Folder folder, boolean writing) {
    this.folder = folder;
    this.writing = writing;
  }

  /** Opens all segments that are there; one that writes makes the first if there is none. */
  void open(String firstEpoch) throws IOException {
    if (writing) {
      Files.deleteIfExists(folder.fresh());
    }
    List<Integer> numbers = folder.segments();
    if (numbers.isEmpty() && writing) {
      begin(1, firstEpoch);
    }
    for (int number : numbers) {
      segments.put(number, Segment.open(folder, number, writing));
    }
  }

  Collection<Segment> all() {
    return segments.values();
  }

  Segment last() {
    return segments.lastEntry().getValue();
  }

  long end() {
    return end;
  }

  void endsAt(long offset) {
    end = offset;
  }

  /** The segment's number and an offset in it as one number, which grows along the log. */
  static long place(int segment, long offset) {
    return (long) segment << OFFSET_BITS | offset;
  }

  static int segment(long place) {
    return (int) (place >>> OFFSET_BITS);
  }

  static long offset(long place) {
    return place & ((1L << OFFSET_BITS) - 1);
  }

  byte[] read(long place, int length) throws IOException {
    Segment segment = segments.get(segment(place));
    if (segment == null) {
      throw new IOException(folder.segment(segment(place)) + " is not there");
    }
    return segment.read(offset(place), length);
  }

  boolean isFull() {
    return end >= folder.segmentBytes();
  }

  /** Goes on in another segment. */
  void roll(String epoch) throws IOException {
    begin(last().number + 1, epoch);
  }

  private void begin(int number, String epoch) throws IOException {
    Path fresh = folder.fresh();
    try (FileChannel channel = Segment.create(fresh, number, epoch)) {
      channel.force(true);
    }
    put(fresh, number);
    end = last().begin;
  }

  /** Gives a finished file the name of a segment and opens it. */
  void put(Path finished, int number) throws IOException {
    Files.move(
        finished,
        folder.segment(number),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
    folder.force();
    Segment before = segments.put(number, Segment.open(folder, number, writing));
    if (before != null) {
      before.close();
    }
  }

  /** Opens the segment behind the last one if there is one by now. */
  boolean goOn() throws IOException {
    int next = last().number + 1;
    if (!Files.exists(folder.segment(next))) {
      return false;
    }
    Segment segment = Segment.open(folder, next, writing);
    segments.put(next, segment);
    end = segment.begin;
    return true;
  }

  /** Writes behind the end and forces it to the disk; only then the end moves. */
  void append(byte[] bytes) throws IOException {
    Segment.write(last().channel, bytes, end);
    last().channel.force(false);
    end += bytes.length;
  }

  /** Takes away what is behind the end. */
  void cutBack() throws IOException {
    last().channel.truncate(end);
    last().channel.force(true);
  }

  @Override
  public void close() throws IOException {
    for (Segment segment : segments.values()) {
      segment.close();
    }
  }
}
