package dev.multichat.store.sqlite;

import dev.multichat.core.ErrorCode;
import dev.multichat.core.MultichatException;
import dev.multichat.store.Private;
import dev.multichat.store.ProcessLock;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Where the database lies, and how its file and folder come to be: for their owner alone. */
record DataFile(String url, Path path) {
  private static final String SCHEME = "sqlite:";

  static DataFile of(String url) {
    String place = url.startsWith(SCHEME) ? url.substring(SCHEME.length()) : "";
    try {
      if (!place.isBlank()) {
        return new DataFile(url, Path.of(place).toAbsolutePath().normalize());
      }
    } catch (InvalidPathException e) {
      throw notOne(url);
    }
    throw notOne(url);
  }

  private static MultichatException notOne(String url) {
    return MultichatException.invalid(
        "'" + url + "' names no SQLite database; give one such as sqlite:data/multichat.db.");
  }

  /** Creates what is missing and takes the lock. */
  ProcessLock prepare() {
    try {
      Private.folder(folder());
      ProcessLock lock = ProcessLock.take(folder(), path);
      Private.file(path);
      return lock;
    } catch (IOException e) {
      throw unusable("cannot be written: " + why(e), "give a folder that this user may write", e);
    }
  }

  private static String why(IOException e) {
    String where = e.getMessage();
    if (e instanceof FileAlreadyExistsException) {
      return where + " is no folder";
    }
    if (e instanceof NoSuchFileException) {
      return where + " cannot be created";
    }
    return e instanceof AccessDeniedException ? where + " is not allowed" : String.valueOf(where);
  }

  private Path folder() {
    return path.getParent() == null ? path : path.getParent();
  }

  /** UNAVAILABLE unless there is a file that can be read. */
  void checkReadable() {
    if (!Files.isRegularFile(path)) {
      throw unusable("does not exist", "start the daemon once, or name the right file", null);
    }
    if (!Files.isReadable(path)) {
      throw unusable("cannot be read", "run this as a user who may", null);
    }
  }

  /** Whether SQLite can keep its shared memory beside the file, or finds it there. */
  boolean needsNoSharedMemory() {
    return !Files.isWritable(folder()) && !Files.exists(Path.of(path + "-wal"));
  }

  MultichatException unusable(
      String why, String remedy, @org.jspecify.annotations.Nullable Throwable cause) {
    String sentence = "The database " + path + " " + why + "; " + remedy + ".";
    return cause == null
        ? new MultichatException(ErrorCode.UNAVAILABLE, sentence)
        : new MultichatException(ErrorCode.UNAVAILABLE, sentence, cause);
  }
}
