package dev.multichat.devlog;

import dev.multichat.core.Entry;
import dev.multichat.core.Exchange;
import dev.multichat.core.Message;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The entries that one devlog is made of, as far as they were read. */
final class Sheet {

  /**
   * Which devlog it is: that of an exchange, or a file of notices.
   *
   * @param id of the exchange, or of the first notice
   */
  record Key(boolean notices, String id) {

    /** The devlogs that an entry belongs to or changes. */
    static List<Key> of(Entry entry) {
      Message m = entry.message();
      if (m != null && m.isNotice()) {
        return List.of(file(entry));
      }
      if (m != null && m.exchange() != null) {
        return List.of(new Key(false, m.exchange()));
      }
      return entry.exchanges().stream().map(id -> new Key(false, id)).toList();
    }

    /** The file that a notice stands in. */
    static Key file(Entry notice) {
      List<String> ids = notice.exchanges();
      return new Key(true, ids.isEmpty() ? idOf(notice) : ids.get(ids.size() - 1));
    }

    /** Whether the entry is the first of all. */
    boolean isBegunBy(Entry entry) {
      Message m = entry.message();
      return m != null && m.opensExchange() && m.id().equals(id);
    }
  }

  private final Key key;
  private final List<Entry> entries = new ArrayList<>();
  private final Set<String> replied = new HashSet<>();
  private long weight;
  private @Nullable Throwable fault;

  Sheet(Key key) {
    this.key = key;
  }

  Sheet(Key key, Collection<Entry> known, Set<String> replied) {
    this(key);
    known.forEach(this::take);
    this.replied.addAll(replied);
  }

  /** Of which no more than the opener could be read, since the rest is more than can be held. */
  static Sheet broken(Key key, Collection<Entry> known, Throwable fault) {
    Sheet sheet = new Sheet(key, known, Set.of());
    sheet.fault = fault;
    return sheet;
  }

  /** Why it could not be read; absent when it was. */
  @Nullable Throwable fault() {
    return fault;
  }

  Key key() {
    return key;
  }

  /** Takes an entry unless it is here already; the store may have given later ones. */
  void take(Entry entry) {
    if (entries.isEmpty() || entry.position() > last().position()) {
      entries.add(entry);
      weight += weight(entry);
    }
  }

  /** Whether this is the first time that the notice is known to be replied to. */
  boolean markReplied(String notice) {
    return replied.add(notice);
  }

  /** Roughly the bytes that it takes in memory. */
  long weight() {
    return weight;
  }

  Set<String> replied() {
    return replied;
  }

  /** The id of an entry that is a message. */
  static String idOf(Entry entry) {
    Message m = entry.message();
    if (m == null) {
      throw new IllegalArgumentException("entry " + entry.position() + " is no message");
    }
    return m.id();
  }

  List<Entry> entries() {
    return entries;
  }

  /** Whether it has a file at all: a notice that nobody replied to has none of its own. */
  boolean hasFile() {
    return (key.notices() || fault != null) ? !entries.isEmpty() : DevlogSource.hasDevlog(entries);
  }

  String name() {
    return key.notices() ? DevlogName.notices(entries.get(0)) : DevlogName.exchange(entries.get(0));
  }

  String markdown() {
    return key.notices()
        ? DevlogWriter.notices(entries, replied)
        : DevlogWriter.exchange(Exchange.of(entries));
  }

  private Entry last() {
    return entries.get(entries.size() - 1);
  }

  private static long weight(Entry entry) {
    Message m = entry.message();
    return 1000 + (m == null ? 0 : 2L * (m.body().length() + 500L * m.to().size()));
  }
}
