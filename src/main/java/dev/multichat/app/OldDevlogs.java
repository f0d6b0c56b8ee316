package dev.multichat.app;

import dev.multichat.cli.Awaiting;
import dev.multichat.cli.Engine.OldFile;
import dev.multichat.cli.Engine.OldFile.Became;
import dev.multichat.cli.Engine.Progress;
import dev.multichat.core.ErrorCode;
import dev.multichat.core.MultichatException;
import dev.multichat.devlog.old.Archive;
import dev.multichat.devlog.old.OldDevlog;
import dev.multichat.devlog.old.OldDevlogReader;
import dev.multichat.devlog.old.Own;
import dev.multichat.devlog.old.Remark;
import dev.multichat.devlog.old.Utterance;
import dev.multichat.store.Outcome;
import dev.multichat.store.SessionStore;
import dev.multichat.store.Write;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Reads a folder of old devlogs into a store, session by session, each altogether or not at all;
 * what is there already is left alone, so that it may be run again. Blocks.
 */
final class OldDevlogs {
  /** The index of a day, which our own projection writes. */
  private static final String INDEX = "README.md";

  private static final int LARGEST = 1 << 20;

  private final Path folder;
  private final Consumer<OldFile> told;
  private final Progress progress;
  private final Map<String, List<Found>> sessions = new LinkedHashMap<>();
  private long done;
  private int files;

  /** What is kept of a file between the two readings. */
  private record Found(Path file, Instant opened) {}

  OldDevlogs(Path folder, Consumer<OldFile> told, Progress progress) {
    this.folder = folder;
    this.told = told;
    this.progress = progress;
  }

  /** Finds out which files belong to which session; NOT_FOUND when there is no such folder. */
  void look() {
    List<Path> found = files();
    files = found.size();
    for (Path file : found) {
      OldDevlog devlog = read(file);
      if (devlog.isRefused()) {
        tell(devlog, Became.LEFT);
      } else {
        sessions
            .computeIfAbsent(devlog.session(), id -> new ArrayList<>())
            .add(new Found(file, devlog.opened()));
      }
    }
  }

  void write(SessionStore store) {
    sessions.values().stream()
        .sorted(Comparator.comparing(found -> found.get(0).opened()))
        .forEach(found -> session(store, found));
  }

  private List<Path> files() {
    if (!Files.isDirectory(folder)) {
      throw MultichatException.invalid("'" + folder + "' is no folder; name one with devlogs.");
    }
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
          .filter(file -> name(file).toLowerCase(Locale.ROOT).endsWith(".md"))
          .filter(file -> !name(file).equals(INDEX))
          .sorted()
          .toList();
    } catch (IOException | java.io.UncheckedIOException e) {
      throw new MultichatException(
          ErrorCode.NOT_FOUND, "The folder '" + folder + "' cannot be read; name another.", e);
    }
  }

  private String shown(Path file) {
    return folder.relativize(file).toString();
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }

  private OldDevlog read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] content = in.readNBytes(LARGEST + 1);
      Instant modified = Files.getLastModifiedTime(file).toInstant();
      return OldDevlogReader.read(name(file), content, modified).named(shown(file));
    } catch (IOException e) {
      Remark why = new Remark(Remark.Kind.LEFT, "The file cannot be read: " + e.getMessage());
      return new OldDevlog(
          shown(file), Instant.EPOCH, "", "", null, List.of(), List.of(), List.of(why));
    }
  }

  private void session(SessionStore store, List<Found> found) {
    List<OldDevlog> devlogs =
        found.stream()
            .sorted(Comparator.comparing(Found::opened))
            .map(one -> read(one.file()))
            .filter(devlog -> !devlog.isRefused())
            .toList();
    List<OldDevlog> fresh = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (OldDevlog devlog : devlogs) {
      boolean again = !seen.add(devlog.utterances().get(0).id());
      Became became = again ? Became.KNOWN : became(store, devlog);
      if (became == Became.IMPORTED) {
        fresh.add(devlog);
      } else {
        tell(devlog, became);
      }
    }
    if (!fresh.isEmpty()) {
      Became became = write(store, fresh);
      fresh.forEach(devlog -> tell(devlog, became));
    }
  }

  private static Became became(SessionStore store, OldDevlog devlog) {
    Own own = devlog.own();
    if (own != null && Awaiting.result(store.known(own.exchange())).isPresent()) {
      return Became.KNOWN;
    }
    List<Utterance> said = devlog.utterances();
    long known =
        said.stream().filter(u -> Awaiting.result(store.known(u.id())).isPresent()).count();
    if (known == 0) {
      return Became.IMPORTED;
    }
    if (known < said.size()) {
      return Became.TAKEN;
    }
    boolean there = Awaiting.result(store.message(said.get(0).id())).isPresent();
    return there ? Became.KNOWN : Became.REMOVED;
  }

  private static Became write(SessionStore store, List<OldDevlog> devlogs) {
    if (Awaiting.result(store.session(devlogs.get(0).session())).isPresent()) {
      return Became.TAKEN;
    }
    List<Write> writes = Archive.writes(devlogs);
    for (Outcome outcome : Awaiting.result(store.append(writes)).outcomes()) {
      MultichatException refused = outcome.refused();
      if (refused != null) {
        throw refused;
      }
    }
    return Became.IMPORTED;
  }

  private void tell(OldDevlog devlog, Became became) {
    progress.at(++done, files);
    told.accept(
        new OldFile(
            devlog.file(),
            became,
            devlog.session(),
            devlog.utterances().size(),
            devlog.notes().stream().map(OldDevlogs::sentence).toList()));
  }

  private static String sentence(Remark note) {
    return note.kind().name().toLowerCase(Locale.ROOT) + ": " + note.text();
  }
}
