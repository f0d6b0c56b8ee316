package dev.multichat.hub;

import dev.multichat.core.Entry;
import dev.multichat.core.Message;
import dev.multichat.core.MultichatException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What hints bring to one stream: a page of the newest entries at most. What does not fit makes the
 * stream read the store again. Safe for any thread.
 */
final class Tap {
  /** How many entries it holds. */
  static final int MOST = 64;

  private static final long MOST_CHARS = 1 << 20;

  private final Deque<Entry> fresh = new ArrayDeque<>();
  private long chars;
  private boolean missed = true;
  private @Nullable MultichatException over;
  private Promise<Void> stirred = Promise.promise();

  /** An entry for this stream was committed. */
  void offer(Entry entry) {
    hold(entry).tryComplete();
  }

  private synchronized Promise<Void> hold(Entry entry) {
    if (missed || fresh.size() == MOST || chars > MOST_CHARS) {
      missed = true;
    } else {
      fresh.add(entry);
      Message message = entry.message();
      chars += message == null ? 0 : message.weight();
    }
    return stirred;
  }

  /** Ends it for this reason; the first one counts. */
  void end(MultichatException why) {
    finish(why).tryComplete();
  }

  private synchronized Promise<Void> finish(MultichatException why) {
    over = over == null ? why : over;
    return stirred;
  }

  synchronized @Nullable MultichatException over() {
    return over;
  }

  /** Whether the store holds something that is not here, once what is here was taken. */
  synchronized boolean isBehind() {
    return missed && fresh.isEmpty();
  }

  /** The store is going to be read: what is committed from here on is held again. */
  synchronized void beginReading() {
    missed = false;
  }

  /** The store gave so much that there may be more; what came meanwhile is in there too. */
  synchronized void readOn() {
    forget();
    missed = true;
  }

  /** Takes what is held of behind this position. */
  synchronized List<Entry> taken(long after) {
    List<Entry> list = fresh.stream().filter(entry -> entry.position() > after).toList();
    forget();
    return list;
  }

  private void forget() {
    fresh.clear();
    chars = 0;
  }

  /** Completes when there is something to take, to read or to end for. */
  synchronized Future<Void> stirred() {
    if (over != null || missed || !fresh.isEmpty()) {
      return Future.succeededFuture();
    }
    stirred = Promise.promise();
    return stirred.future();
  }
}
