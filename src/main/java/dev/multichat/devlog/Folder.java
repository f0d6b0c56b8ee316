package dev.multichat.devlog;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/**
 * Where devlogs lie. A file is written beside its place and renamed, so that readers see the old
 * text or the new one. It is not forced to the disk: {@link Settled} says when it is there. Folders
 * and files that it makes are their owner's only, where the file system knows that (0700, 0600).
 * For one thread at a time; several writers on one folder do each other no harm.
 */
final class Folder {
  private static final int DAYS_KNOWN = 8;

  private final Path root;
  private final int most;
  private final BooleanSupplier held;
  private final String suffix = "." + UUID.randomUUID() + Shelf.TEMPORARY;
  private final Map<String, Shelf> shelves =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Shelf> eldest) {
          return size() > DAYS_KNOWN;
        }
      };

  /**
   * @param most how many devlogs a day's folder takes before the next one is begun
   */
  Folder(Path root, int most) {
    this(root, most, () -> true);
  }

  /**
   * @param held whether it may still put files into their places
   */
  Folder(Path root, int most, BooleanSupplier held) {
    this.held = held;
    this.root = root.toAbsolutePath().normalize();
    this.most = most;
  }

  static boolean isDevlog(String file) {
    return file.endsWith(".md") && !file.startsWith("README") && !file.startsWith(".");
  }

  Path root() {
    return root;
  }

  int most() {
    return most;
  }

  /**
   * Writes a devlog, where it lies already or else where there is room.
   *
   * @param name as {@link DevlogName} gives it
   * @return the folder that it lies in
   */
  String write(String name, String text) throws IOException {
    int slash = name.indexOf('/');
    String day = name.substring(0, slash);
    String file = name.substring(slash + 1);
    try {
      return write(day, file, text);
    } catch (NoSuchFileException e) {
      // Somebody removed the folder since it was looked at.
      shelves.remove(day);
      return write(day, file, text);
    }
  }

  private String write(String day, String file, String text) throws IOException {
    Shelf shelf = shelves.get(day);
    if (shelf == null) {
      inside(root.resolve(day));
      shelf = Shelf.load(root, day, most);
      shelves.put(day, shelf);
    }
    String folder = shelf.folderOf(file);
    replace(folder, file, text);
    return folder;
  }

  /** Whether the devlog lies there already, in this very text. */
  boolean holds(String name, String text) throws IOException {
    int slash = name.indexOf('/');
    String day = name.substring(0, slash);
    Path folder = inside(root.resolve(day));
    for (int next = 2; Files.isDirectory(folder); next++) {
      Path file = inside(folder.resolve(name.substring(slash + 1)));
      if (Files.exists(file)) {
        return Arrays.equals(Files.readAllBytes(file), text.getBytes(StandardCharsets.UTF_8));
      }
      folder = root.resolve(day + "." + next);
    }
    return false;
  }

  /**
   * Removes a devlog for good, wherever it lies.
   *
   * @return the folders of its day, the last one first
   */
  List<String> remove(String name) throws IOException {
    int slash = name.indexOf('/');
    String day = name.substring(0, slash);
    List<String> folders = new ArrayList<>();
    String in = day;
    while (Files.isDirectory(inside(root.resolve(in)))) {
      OwnerOnly.refuseLink(root.resolve(in));
      if (Files.deleteIfExists(inside(root.resolve(in).resolve(name.substring(slash + 1))))) {
        Leaving.force(root.resolve(in));
      }
      folders.add(0, in);
      in = day + "." + (folders.size() + 1);
    }
    shelves.remove(day);
    return folders;
  }

  /** Removes one of the files around the devlogs; whether it was there. */
  boolean drop(String folder, String file) throws IOException {
    return Files.deleteIfExists(inside(root.resolve(folder).resolve(file)));
  }

  /** Removes a day's folder unless there is something in it. */
  void dropIfEmpty(String folder) throws IOException {
    try {
      Files.deleteIfExists(inside(root.resolve(folder)));
    } catch (DirectoryNotEmptyException e) {
      // What somebody else put there stays.
      return;
    }
  }

  /** Writes a file of this folder, devlog or not. */
  void replace(String folder, String file, String text) throws IOException {
    Path target = inside(root.resolve(folder).resolve(file));
    OwnerOnly.refuseLink(root.resolve(folder));
    Path temporary =
        target.resolveSibling("." + file.substring(0, Math.min(8, file.length())) + suffix);
    try (FileChannel out = OwnerOnly.file(temporary)) {
      ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
    }
    if (!held.getAsBoolean()) {
      Files.delete(temporary);
      throw new IOException("Another node writes the devlogs by now.");
    }
    Files.move(
        temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private Path inside(Path path) throws IOException {
    Path normal = path.normalize();
    if (!normal.startsWith(root) || normal.equals(root)) {
      throw new IOException("'" + path + "' is not inside '" + root + "'.");
    }
    return normal;
  }
}
