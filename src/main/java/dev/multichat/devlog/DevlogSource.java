package dev.multichat.devlog;

import dev.multichat.core.Entry;
import dev.multichat.core.Exchange;
import dev.multichat.core.Message;
import dev.multichat.store.SessionStore;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What a devlog is made of, read from the store. */
public final class DevlogSource {

  /**
   * A file of notices.
   *
   * @param replied the ids of those that were replied to
   */
  public record Notices(List<Entry> entries, Set<String> replied) {}

  private final SessionStore store;

  public DevlogSource(SessionStore store) {
    this.store = store;
  }

  /** Everything of an exchange; empty when the id opened none. */
  public Future<List<Entry>> exchange(String id) {
    return store.exchange(id);
  }

  /** The file that a notice is in; without entries when it is no notice. */
  public Future<Notices> notices(String id) {
    return store
        .notices(id)
        .compose(
            entries -> {
              List<Future<List<Entry>>> exchanges =
                  entries.stream().map(notice -> store.exchange(id(notice))).toList();
              return Future.all(exchanges).map(all -> new Notices(entries, replied(all.list())));
            });
  }

  /** Whether these entries are an exchange that has a devlog of its own. */
  public static boolean hasDevlog(List<Entry> entries) {
    Message opener = entries.isEmpty() ? null : entries.get(0).message();
    return opener != null && (!opener.isNotice() || Exchange.of(entries).messages().size() > 1);
  }

  /** The id that names the file of notices which this notice is in: that of its first. */
  static String fileOf(Entry notice) {
    List<String> ids = notice.exchanges();
    return ids.isEmpty() ? id(notice) : ids.get(ids.size() - 1);
  }

  static String id(Entry entry) {
    Message m = entry.message();
    if (m == null) {
      throw new IllegalArgumentException("entry " + entry.position() + " is no message");
    }
    return m.id();
  }

  private static Set<String> replied(List<List<Entry>> exchanges) {
    Set<String> ids = new LinkedHashSet<>();
    for (List<Entry> entries : new ArrayList<>(exchanges)) {
      if (hasDevlog(entries)) {
        ids.add(id(entries.get(0)));
      }
    }
    return ids;
  }
}
