package dev.multichat.store.json;

import dev.multichat.core.ErrorCode;
import dev.multichat.core.MultichatException;
import dev.multichat.store.Private;
import dev.multichat.store.ProcessLock;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Where the log lies, and how its folder comes to be: for its owner alone. */
record Folder(String url, Path path, long segmentBytes) {
  private static final String SCHEME = "json:";
  private static final long SEGMENT_BYTES = 64L << 20;
  private static final Pattern SEGMENT = Pattern.compile("\\d{6}\\.jsonl");

  static Folder of(String url) {
    String place = url.startsWith(SCHEME) ? url.substring(SCHEME.length()) : "";
    try {
      if (!place.isBlank()) {
        return new Folder(url, Path.of(place).toAbsolutePath().normalize(), SEGMENT_BYTES);
      }
    } catch (InvalidPathException e) {
      throw notOne(url);
    }
    throw notOne(url);
  }

  private static MultichatException notOne(String url) {
    return MultichatException.invalid(
        "'" + url + "' names no folder; give one such as json:data/sessions.");
  }

  /** The same with a new segment after so many bytes. */
  Folder rolledAt(long bytes) {
    return new Folder(url, path, bytes);
  }

  /** Creates what is missing and takes the lock. */
  ProcessLock prepare() {
    try {
      Private.folder(path);
      return ProcessLock.take(path, path);
    } catch (IOException e) {
      throw unusable("cannot be written: " + why(e), "give a folder that this user may write", e);
    }
  }

  private static String why(IOException e) {
    String where = String.valueOf(e.getMessage());
    if (e instanceof FileAlreadyExistsException) {
      return where + " is no folder";
    }
    return e instanceof AccessDeniedException ? where + " is not allowed" : where;
  }

  /** UNAVAILABLE unless there is a log that can be read. */
  void checkReadable() throws IOException {
    if (!Files.isDirectory(path) || segments().isEmpty()) {
      throw unusable("does not exist", "start the daemon once, or name the right folder", null);
    }
    if (!Files.isReadable(path)) {
      throw unusable("cannot be read", "run this as a user who may", null);
    }
  }

  /**
   * UNAVAILABLE for a log of which files are gone: written on, it would pass for whole, and what is
   * gone for never said.
   */
  void checkWhole() throws IOException {
    List<Integer> there = segments();
    for (int i = 0; i < there.size(); i++) {
      if (there.get(i) != i + 1) {
        throw gone(segment(i + 1), "what is left can be read and exported");
      }
    }
    if (there.isEmpty() && Files.exists(snapshot())) {
      throw gone(segment(1), "its index is left; move that away to begin with an empty log");
    }
  }

  private MultichatException gone(Path segment, String rest) {
    return unusable(
        "is not whole: " + segment.getFileName() + " is missing",
        "put it back, or restore a backup (" + rest + ")",
        null);
  }

  private MultichatException unusable(
      String why, String remedy, @org.jspecify.annotations.Nullable Throwable cause) {
    String sentence = "The log in " + path + " " + why + "; " + remedy + ".";
    return cause == null
        ? new MultichatException(ErrorCode.UNAVAILABLE, sentence)
        : new MultichatException(ErrorCode.UNAVAILABLE, sentence, cause);
  }

  /** The numbers of the segments that are there, in order. */
  List<Integer> segments() throws IOException {
    try (Stream<Path> files = Files.list(path)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> SEGMENT.matcher(name).matches())
          .map(name -> Integer.parseInt(name.substring(0, name.indexOf('.'))))
          .sorted()
          .toList();
    }
  }

  Path segment(int number) {
    return path.resolve(String.format(Locale.ROOT, "%06d.jsonl", number));
  }

  Path snapshot() {
    return path.resolve("index.snapshot");
  }

  /** A file under way, which gets its name when it is finished. */
  Path fresh() {
    return path.resolve("unfinished.new");
  }

  /** Makes names that were given or taken away in the folder durable. */
  void force() throws IOException {
    try (FileChannel folder = FileChannel.open(path, StandardOpenOption.READ)) {
      folder.force(true);
    }
  }
}
