package dev.multichat.devlog;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/**
 * A session that is on its way out, and the names of its devlogs, on the disk from before it leaves
 * the store until its files are gone. Blocks.
 */
record Leaving(String session, List<String> names) {
  private static final String FILE = ".leaving";

  /** What was begun and not finished. */
  static Optional<Leaving> read(Path root) throws IOException {
    Path file = root.resolve(FILE);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    List<String> lines = Files.readAllLines(file);
    return Optional.of(new Leaving(lines.get(0), lines.subList(1, lines.size())));
  }

  /** Keeps it durably; in one step, so that a part of it is never read. */
  void write(Path root) throws IOException {
    OwnerOnly.folder(root);
    Path fresh = root.resolve(FILE + Shelf.TEMPORARY);
    String text = session + "\n" + String.join("\n", names) + "\n";
    try (FileChannel out = OwnerOnly.file(fresh)) {
      ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
      out.force(true);
    }
    Files.move(fresh, root.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
    force(root);
  }

  static void done(Path root) throws IOException {
    Files.deleteIfExists(root.resolve(FILE));
  }

  /** What was renamed or removed in the folder is on the disk afterwards. */
  static void force(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (AccessDeniedException e) {
      // Windows opens no folder, and needs it not.
      if (File.separatorChar == '/') {
        throw e;
      }
    }
  }
}
