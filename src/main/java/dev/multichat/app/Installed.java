package dev.multichat.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Programs that are installed on this machine.
 *
 * @param places the folders in which they are looked for, the first one first
 */
record Installed(List<Path> places) {
  /** Where Debian keeps PostgreSQL, in a folder for each version. */
  private static final Path VERSIONS = Path.of("/usr/lib/postgresql");

  /** Those in the usual places, the newest PostgreSQL first. */
  static Installed here() {
    List<Path> places = new ArrayList<>();
    for (String place : List.of("/usr/bin", "/usr/sbin", "/usr/local/bin", "/opt/homebrew/bin")) {
      places.add(Path.of(place));
    }
    if (Files.isDirectory(VERSIONS)) {
      try (Stream<Path> versions = Files.list(VERSIONS)) {
        Comparator<Path> byAge = Comparator.comparing(v -> v.getFileName().toString());
        versions.sorted(byAge.reversed()).forEach(version -> places.add(version.resolve("bin")));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return new Installed(places);
  }

  Optional<Path> program(String name) {
    return places.stream()
        .map(place -> place.resolve(name))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
