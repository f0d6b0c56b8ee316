package dev.multichat.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Temporary folders, which go with what was done in them. */
final class Scratch {
  private static final Logger LOG = LoggerFactory.getLogger(Scratch.class);
  private static final int MOST_TRIES = 1000;

  private Scratch() {}

  /** Removes it with all that is in it, also when something still writes there; logs if not. */
  static void remove(Path folder) {
    IOException left = null;
    for (int tries = 0; tries < MOST_TRIES && Files.exists(folder); tries++) {
      left = removed(folder);
    }
    if (left != null) {
      LOG.warn("{} was left behind: {}", folder, left.toString());
    }
  }

  private static @Nullable IOException removed(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
      return null;
    } catch (IOException e) {
      return e;
    } catch (UncheckedIOException e) {
      return e.getCause();
    }
  }
}
