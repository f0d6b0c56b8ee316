package dev.multichat.devlog.old;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** The files of old that the tests read: one of each kind. */
final class Fixtures {
  static final Instant MODIFIED = Instant.parse("2025-12-01T10:00:00.000Z");
  static final String FOUNDING = "2025-09-24_Agent-2_Agent-3_Cache_Readiness.md";

  private static final Path FOLDER = Path.of("src/test/resources/dev/multichat/devlog/old");

  private Fixtures() {}

  static List<String> names() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] bytes(String name) {
    try {
      return Files.readAllBytes(FOLDER.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The text as the reader sees it, its characters repaired. */
  static String text(String name) {
    return Decoding.text(bytes(name), new Notes());
  }

  static OldDevlog read(String name) {
    return OldDevlogReader.read(name, bytes(name), MODIFIED);
  }

  static OldDevlog reading(String file, String text) {
    return OldDevlogReader.read(file, text.getBytes(StandardCharsets.UTF_8), MODIFIED);
  }

  static OldDevlog reading(String text) {
    return reading("x.md", text);
  }

  static List<String> notes(OldDevlog devlog, Remark.Kind kind) {
    return devlog.notes().stream().filter(n -> n.kind() == kind).map(Remark::text).toList();
  }
}
