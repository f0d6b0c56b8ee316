package dev.multichat.deliver;

import dev.multichat.bus.Bus;
import dev.multichat.core.Entry;
import dev.multichat.core.Message;
import dev.multichat.hub.Room;
import dev.multichat.store.Due;
import dev.multichat.store.Fence;
import dev.multichat.store.Outcome;
import dev.multichat.store.SessionStore;
import dev.multichat.store.Write;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has recorded when something becomes overdue or expires. What was due while no hub ran is recorded
 * when one starts. Runs on one event loop.
 */
public final class DeadlinesVerticle extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(DeadlinesVerticle.class);
  private static final int BATCH = 100;
  private static final long RETRY_MS = 1000;
  private static final long LONGEST_MS = 3_600_000;
  private static final long NO_TIMER = -1;

  private final SessionStore store;
  private final Bus bus;
  private final FeedTail feed;
  private final Clock clock;
  private final @Nullable Fence fence;
  private long timer = NO_TIMER;
  private boolean looking;
  private boolean lookAgain;
  private boolean stopped;

  /**
   * @param fence under which it writes; absent when no lease guards it
   */
  public DeadlinesVerticle(Room room, FeedTail feed, @Nullable Fence fence) {
    this.store = room.store();
    this.bus = room.bus();
    this.feed = feed;
    this.clock = room.stamp().clock();
    this.fence = fence;
  }

  @Override
  public Future<?> start() {
    follow(feed.last());
    look();
    return Future.succeededFuture();
  }

  @Override
  public Future<?> stop() {
    stopped = true;
    return Future.succeededFuture();
  }

  private void follow(long after) {
    if (stopped) {
      return;
    }
    feed.next(after)
        .onSuccess(
            entries -> {
              if (entries.stream().anyMatch(DeadlinesVerticle::hasDeadline)) {
                look();
              }
              follow(entries.get(entries.size() - 1).position());
            });
  }

  private static boolean hasDeadline(Entry entry) {
    Message message = entry.message();
    return message != null && (message.replyBy() != null || message.expiresAt() != null);
  }

  /** Asks the store what is due, has it recorded, and sets the timer for what is due next. */
  private void look() {
    if (looking) {
      lookAgain = true;
      return;
    }
    looking = true;
    lookAgain = false;
    vertx.cancelTimer(timer);
    store
        .deadlines(BATCH)
        .compose(this::record)
        .onComplete(
            pause -> looked(pause),
            failure -> {
              LOG.warn("deadlines cannot be kept right now: {}", failure.getMessage());
              looked(RETRY_MS);
            });
  }

  private void looked(long pause) {
    looking = false;
    if (!stopped) {
      timer = vertx.setTimer(lookAgain ? 1 : pause, again -> look());
    }
  }

  /** Gives back how long to rest in milliseconds. */
  private Future<Long> record(List<Due> dues) {
    long now = clock.millis();
    List<Future<Outcome>> fired =
        dues.stream().filter(due -> due.at().toEpochMilli() <= now).map(this::fire).toList();
    long next =
        dues.size() == fired.size()
            ? (dues.size() == BATCH ? 1 : LONGEST_MS)
            : dues.get(fired.size()).at().toEpochMilli() - now;
    return Future.all(fired).map(Math.min(Math.max(next, 1), LONGEST_MS));
  }

  private Future<Outcome> fire(Due due) {
    return store
        .message(due.message())
        .compose(
            found -> {
              Message message = found.map(Entry::message).orElse(null);
              return message == null
                  ? Future.succeededFuture(Outcome.DONE)
                  : bus.record(
                      Write.event(Entry.about(due.type(), message, null, null), true).under(fence));
            });
  }
}
