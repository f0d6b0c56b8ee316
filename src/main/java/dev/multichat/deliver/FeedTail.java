package dev.multichat.deliver;

import dev.multichat.bus.Bus;
import dev.multichat.bus.Committed;
import dev.multichat.core.Entry;
import dev.multichat.hub.Room;
import dev.multichat.metrics.Meters;
import dev.multichat.metrics.Meters.Learned;
import dev.multichat.store.SessionStore;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one reader of the feed on a node: it hints each entry once and in order, whichever node
 * committed it, and keeps a ring of the newest, bounded by count and text. Readers follow it at
 * their own pace; only those who lag behind the ring make it ask the store. In a cluster it also
 * looks into the store when no hint came for a while, so that a node that the others cannot reach
 * follows all the same. Lives on one context; {@link #next} may be called from any.
 */
public final class FeedTail {
  private static final Logger LOG = LoggerFactory.getLogger(FeedTail.class);
  private static final int BATCH = 512;
  private static final long RETRY_MS = 500;
  private static final long LOOK_MS = 500;

  private final Vertx vertx;
  private final Context home;
  private final SessionStore store;
  private final Bus bus;
  private final Meters meters;
  private final Ring ring = new Ring();
  private final List<Runnable> waiting = new ArrayList<>();
  private volatile long last;
  private long hinted;
  private boolean filling;
  private boolean heard;
  private boolean told;
  private volatile boolean closed;

  private FeedTail(Vertx vertx, Room room, long last) {
    this.vertx = vertx;
    this.home = vertx.getOrCreateContext();
    this.store = room.store();
    this.bus = room.bus();
    this.meters = room.meters();
    this.last = last;
    this.hinted = last;
  }

  /** A tail that begins behind the newest entry. */
  public static Future<FeedTail> start(Vertx vertx, Room room) {
    return room.store()
        .lastPosition()
        .map(
            last -> {
              FeedTail tail = new FeedTail(vertx, room, last);
              tail.listen();
              return tail;
            });
  }

  private void listen() {
    bus.onRecorded(hint -> home.runOnContext(go -> take(hint)));
    if (bus.neighbours().mayBe()) {
      bus.neighbours().onCommitted(position -> home.runOnContext(go -> heardOf(position)));
      home.runOnContext(go -> vertx.setPeriodic(LOOK_MS, this::look));
    }
  }

  /** Asks the store for nothing any more; who waits for entries waits for ever. */
  public void close() {
    closed = true;
  }

  /** The position of the newest entry that it knows. */
  public long last() {
    return last;
  }

  /**
   * The entries behind a position, in order, at most 512; completes as soon as there is one, on the
   * caller's context. A store that fails is asked again until it answers.
   */
  public Future<List<Entry>> next(long after) {
    Promise<List<Entry>> promise = Promise.promise();
    Context caller = vertx.getOrCreateContext();
    home.runOnContext(
        go -> serve(after, list -> caller.runOnContext(back -> promise.complete(list))));
    return promise.future();
  }

  private void serve(long after, Consumer<List<Entry>> reader) {
    if (after >= last) {
      waiting.add(() -> serve(after, reader));
    } else if (ring.reachesBackTo(after)) {
      reader.accept(ring.behind(after, BATCH));
    } else {
      store
          .feed(after, BATCH)
          .onComplete(
              list -> home.runOnContext(go -> served(list, after, reader)),
              failure -> later(failure, () -> serve(after, reader)));
    }
  }

  private void later(Throwable failure, Runnable again) {
    if (!closed) {
      if (!told) {
        LOG.warn("The feed cannot be read; it is tried again: {}", failure.getMessage());
      }
      told = true;
      vertx.setTimer(RETRY_MS, timer -> home.runOnContext(go -> again.run()));
    }
  }

  /** What was deleted leaves nothing to read up to the newest position. */
  private void served(List<Entry> list, long after, Consumer<List<Entry>> reader) {
    if (list.isEmpty()) {
      waiting.add(() -> serve(after, reader));
    } else {
      reader.accept(list);
    }
  }

  private void take(Committed hint) {
    hinted = Math.max(hinted, hint.upTo());
    boolean follows = !hint.entries().isEmpty() && hint.entries().get(0).position() == last + 1;
    if (follows && !filling && gapless(hint.entries())) {
      add(hint.entries(), Learned.COMMIT);
    } else if (hinted > last) {
      fill(Learned.HINT);
    }
  }

  private static boolean gapless(List<Entry> entries) {
    long first = entries.get(0).position();
    return entries.get(entries.size() - 1).position() == first + entries.size() - 1;
  }

  private void heardOf(long position) {
    heard = true;
    hinted = Math.max(hinted, position);
    if (hinted > last) {
      fill(Learned.HINT);
    }
  }

  private void look(long timer) {
    if (closed) {
      vertx.cancelTimer(timer);
    } else if (!heard) {
      fill(Learned.POLL);
    }
    heard = false;
  }

  /** Reads from the store what hints did not carry. */
  private void fill(Learned by) {
    if (filling) {
      return;
    }
    filling = true;
    long wanted = hinted;
    store
        .feed(last, BATCH)
        .onComplete(
            list -> home.runOnContext(go -> filled(list, wanted, by)),
            failure -> later(failure, () -> refill(by)));
  }

  private void refill(Learned by) {
    filling = false;
    fill(by);
  }

  /** What was deleted leaves nothing to read; what is hinted of meanwhile is read anew. */
  private void filled(List<Entry> list, long wanted, Learned by) {
    filling = false;
    told = false;
    if (!list.isEmpty()) {
      add(list, by);
    }
    if (hinted > last && (!list.isEmpty() || hinted > wanted)) {
      fill(by);
    }
  }

  private void add(List<Entry> entries, Learned by) {
    meters.learned(by, entries.size());
    entries.forEach(ring::add);
    last = entries.get(entries.size() - 1).position();
    bus.publish(new Committed(last, entries));
    List<Runnable> readers = List.copyOf(waiting);
    waiting.clear();
    readers.forEach(Runnable::run);
  }
}
