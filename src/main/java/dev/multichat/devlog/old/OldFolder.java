package dev.multichat.devlog.old;

import dev.multichat.core.ErrorCode;
import dev.multichat.core.MultichatException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A folder with devlogs of old in it, and in the folders below. Blocks. */
public final class OldFolder {
  /** The index of a day, which our own projection writes. */
  private static final String INDEX = "README";

  private static final int LARGEST = 1 << 20;

  private final Path folder;

  public OldFolder(Path folder) {
    this.folder = folder;
  }

  /** Its files in the order of their names; INVALID when there is no such folder. */
  public List<Path> files() {
    if (!Files.isDirectory(folder)) {
      throw MultichatException.invalid("'" + folder + "' is no folder; name one with devlogs.");
    }
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
          .filter(file -> name(file).toLowerCase(Locale.ROOT).endsWith(".md"))
          .filter(file -> !isIndex(name(file)))
          .sorted()
          .toList();
    } catch (IOException | UncheckedIOException e) {
      throw new MultichatException(
          ErrorCode.NOT_FOUND, "The folder '" + folder + "' cannot be read; name another.", e);
    }
  }

  private static boolean isIndex(String name) {
    return name.equals(INDEX + ".md") || name.matches(INDEX + "-\\d+\\.md");
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }

  /** What one of its files holds; refused, with a note that says why, when it cannot be read. */
  public OldDevlog read(Path file) {
    String shown = folder.relativize(file).toString();
    try (InputStream in = Files.newInputStream(file)) {
      byte[] content = in.readNBytes(LARGEST + 1);
      Instant modified = Files.getLastModifiedTime(file).toInstant();
      return OldDevlogReader.read(name(file), content, modified).named(shown);
    } catch (IOException e) {
      Remark why = new Remark(Remark.Kind.LEFT, "The file cannot be read: " + e.getMessage());
      return OldDevlog.refused(shown, Instant.EPOCH, List.of(why));
    }
  }
}
