package dev.multichat.devlog.old;

import dev.multichat.core.Awaiting;
import dev.multichat.core.Entry;
import dev.multichat.core.EntryType;
import dev.multichat.core.MultichatException;
import dev.multichat.core.Session;
import dev.multichat.store.Outcome;
import dev.multichat.store.SessionStore;
import dev.multichat.store.Write;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Takes a folder of old devlogs over into a store, session by session, each altogether or not at
 * all. What is there already is left alone, so that it may be run again, with more files too. Only
 * a session that came this way itself is added to. Blocks.
 */
public final class Intake {
  private static final int PAGE = 500;

  private final OldFolder folder;
  private final BiConsumer<OldDevlog, Taken> told;
  private final Map<String, List<Found>> sessions = new LinkedHashMap<>();
  private Set<String> archived = Set.of();

  /** What is kept of a file between the two readings. */
  private record Found(Path file, Instant opened) {}

  /**
   * @param told is told of each file what became of it
   */
  public Intake(OldFolder folder, BiConsumer<OldDevlog, Taken> told) {
    this.folder = folder;
    this.told = told;
  }

  /** Finds out which files belong to which session; how many there are. */
  public int look() {
    List<Path> files = folder.files();
    for (Path file : files) {
      OldDevlog devlog = folder.read(file);
      if (devlog.isRefused()) {
        told.accept(devlog, Taken.LEFT);
      } else {
        sessions
            .computeIfAbsent(devlog.session(), id -> new ArrayList<>())
            .add(new Found(file, devlog.opened()));
      }
    }
    return files.size();
  }

  /** Writes what the store does not have. */
  public void write(SessionStore store) {
    archived = archived(store);
    sessions.values().stream()
        .sorted(Comparator.comparing(found -> found.get(0).opened()))
        .forEach(found -> session(store, found));
  }

  /** The sessions that came from old devlogs. */
  private static Set<String> archived(SessionStore store) {
    Set<String> found = new HashSet<>();
    List<Entry> page = Awaiting.result(store.feed(0, PAGE));
    while (!page.isEmpty()) {
      for (Entry entry : page) {
        String session = entry.session();
        boolean ours = entry.type() == EntryType.CLOSED && Archive.CLOSED.equals(entry.reason());
        if (ours && session != null) {
          found.add(session);
        }
      }
      page = Awaiting.result(store.feed(page.get(page.size() - 1).position(), PAGE));
    }
    return found;
  }

  private void session(SessionStore store, List<Found> found) {
    List<OldDevlog> devlogs = devlogs(found);
    List<OldDevlog> fresh = new ArrayList<>();
    Set<String> known = new HashSet<>();
    Set<String> seen = new HashSet<>();
    for (OldDevlog devlog : devlogs) {
      Set<String> here = known(store, devlog);
      boolean again = !seen.addAll(ids(devlog));
      Taken became = again ? Taken.KNOWN : became(store, devlog, here);
      known.addAll(here);
      if (became == Taken.IMPORTED) {
        fresh.add(devlog);
      } else {
        told.accept(devlog, became);
      }
    }
    if (!fresh.isEmpty()) {
      Taken became = write(store, fresh, known);
      fresh.forEach(devlog -> told.accept(devlog, became));
    }
  }

  /** In the order of time; pages of notices tell no ids, but other pages of the session may. */
  private List<OldDevlog> devlogs(List<Found> found) {
    List<OldDevlog> devlogs =
        found.stream()
            .sorted(Comparator.comparing(Found::opened))
            .map(one -> folder.read(one.file()))
            .filter(devlog -> !devlog.isRefused())
            .toList();
    Map<String, Person> told = new HashMap<>();
    devlogs.stream()
        .filter(devlog -> devlog.own() != null && !devlog.isNotices())
        .forEach(devlog -> devlog.people().forEach(one -> told.putIfAbsent(one.name(), one)));
    return devlogs.stream()
        .map(devlog -> devlog.own() != null && devlog.isNotices() ? devlog.naming(told) : devlog)
        .toList();
  }

  private static List<String> ids(OldDevlog devlog) {
    return devlog.utterances().stream().map(Utterance::id).toList();
  }

  private static Set<String> known(SessionStore store, OldDevlog devlog) {
    Set<String> known = new HashSet<>();
    for (String id : ids(devlog)) {
      if (Awaiting.result(store.known(id)).isPresent()) {
        known.add(id);
      }
    }
    return known;
  }

  private Taken became(SessionStore store, OldDevlog devlog, Set<String> known) {
    Own own = devlog.own();
    boolean mayGrow = own != null && archived.contains(own.session());
    if (known.size() == devlog.utterances().size()) {
      boolean there = Awaiting.result(store.message(ids(devlog).get(0))).isPresent();
      return there || own != null ? Taken.KNOWN : Taken.REMOVED;
    }
    if (own != null && !mayGrow && Awaiting.result(store.known(own.exchange())).isPresent()) {
      return Taken.KNOWN;
    }
    return known.isEmpty() || mayGrow ? Taken.IMPORTED : Taken.TAKEN;
  }

  private Taken write(SessionStore store, List<OldDevlog> devlogs, Set<String> known) {
    String id = devlogs.get(0).session();
    Optional<Session> here = Awaiting.result(store.session(id));
    if (here.isPresent() && !archived.contains(id)) {
      return Taken.TAKEN;
    }
    List<Write> writes =
        here.map(session -> Archive.further(devlogs, session, known, notices(store, id)))
            .orElseGet(() -> Archive.writes(devlogs));
    for (Outcome outcome : Awaiting.result(store.append(writes)).outcomes()) {
      MultichatException refused = outcome.refused();
      if (refused != null) {
        throw refused;
      }
    }
    return Taken.IMPORTED;
  }

  /** The notices that the session's next one would share a file with. */
  private static List<Entry> notices(SessionStore store, String session) {
    return Awaiting.result(store.openers(session, Long.MAX_VALUE, PAGE)).stream()
        .filter(opener -> opener.message() != null && opener.message().isNotice())
        .findFirst()
        .map(opener -> opener.exchanges().get(opener.exchanges().size() - 1))
        .map(file -> Awaiting.result(store.notices(file, 0, PAGE)))
        .orElse(List.of());
  }
}
