package dev.multichat.devlog;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Makes folders and files that only their owner may read, like the store that they come from, where
 * the file system knows such permissions. What exists already keeps its own.
 */
final class OwnerOnly {
  private OwnerOnly() {}

  /** Makes the folder, and those above it, unless they exist; refuses a link in its place. */
  static void folder(Path folder) throws IOException {
    refuseLink(folder);
    Files.createDirectories(folder, only(folder, "rwx------"));
  }

  /** Opens a file to be written anew. */
  static FileChannel file(Path file) throws IOException {
    return FileChannel.open(
        file,
        Set.of(
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE),
        only(file, "rw-------"));
  }

  /** A link would lead what is written to wherever somebody wants it. */
  static void refuseLink(Path folder) throws IOException {
    if (Files.isSymbolicLink(folder)) {
      throw new IOException(
          "'" + folder + "' is a symbolic link; put a folder there, devlogs go through no link.");
    }
  }

  private static FileAttribute<?>[] only(Path path, String permissions) {
    boolean known = path.getFileSystem().supportedFileAttributeViews().contains("posix");
    return known
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }
}
