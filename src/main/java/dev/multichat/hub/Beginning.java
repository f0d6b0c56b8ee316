package dev.multichat.hub;

import dev.multichat.core.Entry;
import dev.multichat.core.EntryType;
import dev.multichat.core.Message;
import dev.multichat.store.SessionStore;
import io.vertx.core.Future;
import java.util.List;

/** Where in the log a session's stream begins that is told a number of messages to leave out. */
final class Beginning {
  private static final int WINDOW = 512;

  private final SessionStore store;

  Beginning(SessionStore store) {
    this.store = store;
  }

  /** The position of this message, or behind which the opening is; else the log's end. */
  Future<Long> after(String session, long seq) {
    return store
        .history(session, Math.max(0, seq - 1), 1)
        .compose(found -> found.isEmpty() ? store.lastPosition() : position(found.get(0)))
        .compose(
            position ->
                seq > 0
                    ? Future.succeededFuture(position)
                    : opening(session, Math.max(0, position - WINDOW), position));
  }

  private Future<Long> position(Message message) {
    return store.message(message.id()).map(found -> found.map(Entry::position).orElse(0L));
  }

  /** It is mostly right before the first message, so that is where the search begins. */
  private Future<Long> opening(String session, long after, long upTo) {
    return found(session, after, upTo)
        .compose(
            position ->
                position > 0 || after == 0
                    ? Future.succeededFuture(Math.max(0, position - 1))
                    : opening(session, Math.max(0, after - WINDOW), after));
  }

  /** The position of the opening between these two; 0 when it is not there. */
  private Future<Long> found(String session, long after, long upTo) {
    return store
        .feed(after, WINDOW)
        .compose(
            entries -> {
              for (Entry entry : entries) {
                if (entry.type() == EntryType.OPENED && session.equals(entry.session())) {
                  return Future.succeededFuture(entry.position());
                }
              }
              return goOn(session, entries, upTo);
            });
  }

  private Future<Long> goOn(String session, List<Entry> entries, long upTo) {
    long last = entries.isEmpty() ? upTo : entries.get(entries.size() - 1).position();
    return last < upTo ? found(session, last, upTo) : Future.succeededFuture(0L);
  }
}
