package dev.multichat.devlog;

import dev.multichat.core.Entry;
import dev.multichat.core.Message;
import dev.multichat.core.MultichatException;
import dev.multichat.store.SessionStore;
import dev.multichat.store.Whole;
import io.vertx.core.Future;
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
    return Whole.of((at, limit) -> store.exchange(id, at, limit));
  }

  /** The same without what its messages say, which tells its name and its state. */
  public Future<List<Entry>> outline(String id) {
    return Whole.behind(0, (at, limit) -> store.exchange(id, at, limit), DevlogSource::bare);
  }

  private static Entry bare(Entry entry) {
    Message message = entry.message();
    return message == null ? entry : entry.with(message.bare(), entry.cards());
  }

  /** The file that a notice is in; without entries when it is no notice. */
  public Future<Notices> notices(String id) {
    return Whole.of((at, limit) -> store.notices(id, at, limit))
        .compose(
            entries -> {
              List<Future<List<Entry>>> exchanges =
                  entries.stream().map(notice -> outline(Sheet.idOf(notice))).toList();
              return Future.all(exchanges).map(all -> new Notices(entries, replied(all.list())));
            });
  }

  /** Whether these entries are an exchange that has a devlog of its own. */
  public static boolean hasDevlog(List<Entry> entries) {
    Message opener = entries.isEmpty() ? null : entries.get(0).message();
    return opener != null
        && (!opener.isNotice() || entries.stream().skip(1).anyMatch(e -> e.message() != null));
  }

  /** Whether a notice is the first of those that share its file. */
  public static boolean beginsFile(Entry notice) {
    return Sheet.Key.file(notice).isBegunBy(notice);
  }

  Future<Sheet> sheet(String exchange) {
    Sheet.Key key = new Sheet.Key(false, exchange);
    return exchange(exchange)
        .map(entries -> new Sheet(key, entries, Set.of()))
        .recover(fault -> broken(key, fault));
  }

  /** The sheet of one of the keys of this entry. */
  Future<Sheet> sheet(Sheet.Key key, Entry entry) {
    return key.notices()
        ? notices(Sheet.idOf(entry))
            .map(n -> new Sheet(key, n.entries(), n.replied()))
            .recover(fault -> broken(key, fault))
        : sheet(key.id());
  }

  /** The store fails with a MultichatException, and is asked again; all else is the exchange's. */
  private Future<Sheet> broken(Sheet.Key key, Throwable fault) {
    return fault instanceof MultichatException
        ? Future.failedFuture(fault)
        : store.message(key.id()).map(opener -> Sheet.broken(key, opener.stream().toList(), fault));
  }

  private static Set<String> replied(List<List<Entry>> exchanges) {
    Set<String> ids = new LinkedHashSet<>();
    for (List<Entry> entries : exchanges) {
      if (hasDevlog(entries)) {
        ids.add(Sheet.idOf(entries.get(0)));
      }
    }
    return ids;
  }
}
