package dev.multichat.move;

import dev.multichat.core.Entry;
import dev.multichat.core.Message;
import dev.multichat.store.SessionStore;
import io.vertx.core.Future;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/** Reads the log of a store page by page; the next one is on its way while one is worked on. */
final class Feed {
  private static final int PAGE = 250;

  private Feed() {}

  /** The entries behind a position up to another. */
  static void each(SessionStore store, long after, long upTo, Consumer<Entry> taker) {
    pages(store, after, upTo, page -> page.forEach(taker));
  }

  /** The same in pages, none of them empty. */
  static void pages(SessionStore store, long after, long upTo, Consumer<List<Entry>> taker) {
    Future<List<Entry>> coming = store.feed(after, PAGE);
    while (true) {
      List<Entry> all = Waiting.on(coming);
      List<Entry> page = all.stream().filter(entry -> entry.position() <= upTo).toList();
      if (page.isEmpty()) {
        return;
      }
      coming = store.feed(page.get(page.size() - 1).position(), PAGE);
      taker.accept(page);
    }
  }

  /** The ids of the messages among them. */
  static List<String> messages(List<Entry> entries) {
    return entries.stream().map(Entry::message).filter(Objects::nonNull).map(Message::id).toList();
  }
}
