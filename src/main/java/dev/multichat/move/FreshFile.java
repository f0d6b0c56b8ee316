package dev.multichat.move;

import dev.multichat.core.ErrorCode;
import dev.multichat.core.MultichatException;
import java.io.BufferedOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.Function;

/**
 * Files that their owner alone may read (0600). One appears under its name when it is complete and
 * forced to the disk, or not at all.
 */
public final class FreshFile {
  private static final int BUFFER = 1 << 16;

  private FreshFile() {}

  /** Writes to what it is given. */
  interface Writer<T> {
    T to(OutputStream out) throws IOException;
  }

  /** CONFLICT when the file exists and is not to be replaced; UNAVAILABLE when it cannot be. */
  static <T> T write(Path given, boolean replace, Writer<T> writer) {
    Path file = given.toAbsolutePath().normalize();
    if (!replace && Files.exists(file)) {
      throw exists(file);
    }
    try {
      Path folder = file.resolveSibling("");
      Path fresh = Files.createTempFile(folder, ".multichat-", ".tmp");
      try {
        T result = fill(fresh, writer);
        place(fresh, file, replace);
        force(folder);
        return result;
      } finally {
        Files.deleteIfExists(fresh);
      }
    } catch (IOException e) {
      throw unwritable(file, e);
    } catch (UncheckedIOException e) {
      throw unwritable(file, e);
    }
  }

  private static <T> T fill(Path fresh, Writer<T> writer) throws IOException {
    try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE);
        OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER)) {
      T result = writer.to(out);
      out.flush();
      channel.force(true);
      return result;
    }
  }

  private static void place(Path fresh, Path file, boolean replace) throws IOException {
    if (replace) {
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      return;
    }
    try {
      // A link, unlike a move, never replaces what somebody put there meanwhile.
      Files.createLink(file, fresh);
    } catch (FileAlreadyExistsException e) {
      throw exists(file);
    } catch (FileSystemException | UnsupportedOperationException e) {
      // Not every file system has links.
      Files.move(fresh, file);
    }
  }

  private static void force(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (AccessDeniedException e) {
      // Windows opens no folder, and needs it not.
      if (File.separatorChar == '/') {
        throw e;
      }
    }
  }

  /** Makes a folder that only its owner may read, unless it exists. */
  public static void folder(Path folder) {
    try {
      boolean posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
      FileAttribute<?>[] owner =
          posix
              ? new FileAttribute<?>[] {
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
              }
              : new FileAttribute<?>[0];
      Files.createDirectories(folder, owner);
    } catch (IOException e) {
      throw unwritable(folder, e);
    }
  }

  /** Keeps what comes in a file for as long as the work takes. */
  public static <T> T spooled(InputStream in, Function<Path, T> work) {
    try {
      Path spool = Files.createTempFile("multichat-", ".jsonl");
      try {
        try (OutputStream out = Files.newOutputStream(spool)) {
          in.transferTo(out);
        }
        return work.apply(spool);
      } finally {
        Files.deleteIfExists(spool);
      }
    } catch (IOException e) {
      throw new MultichatException(
          ErrorCode.UNAVAILABLE,
          "What comes in could not be kept in the folder for temporary files ("
              + e.getClass().getSimpleName()
              + "); name a file instead of '-', or set -Djava.io.tmpdir.",
          e);
    }
  }

  private static MultichatException exists(Path file) {
    return MultichatException.conflict(
        file + " exists already; name another file, or replace it with --force.");
  }

  private static MultichatException unwritable(Path file, Exception e) {
    return new MultichatException(
        ErrorCode.UNAVAILABLE,
        file
            + " cannot be written ("
            + e.getClass().getSimpleName()
            + "); give a folder that this user may write to, with room on its disk.",
        e);
  }
}
