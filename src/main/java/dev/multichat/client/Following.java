package dev.multichat.client;

import dev.multichat.core.Caller;
import dev.multichat.core.ErrorCode;
import dev.multichat.core.MultichatException;
import dev.multichat.wire.Endpoint;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * A stream that connects again, from behind the last event that was taken, until it is closed or
 * refused. No event is lost by that; one that was under way may come again.
 */
public final class Following {
  private static final long FIRST_PAUSE_MS = 500;
  private static final long LONGEST_PAUSE_MS = 15_000;
  private static final Set<ErrorCode> FINAL =
      Set.of(
          ErrorCode.INVALID,
          ErrorCode.UNAUTHENTICATED,
          ErrorCode.FORBIDDEN,
          ErrorCode.NOT_FOUND,
          ErrorCode.CONFLICT);

  private final Vertx vertx;
  private final Feed.Source source;
  private final Route route;
  private final Follower follower;
  private final Promise<Void> ended = Promise.promise();
  private final Context home;
  private String last = "";
  private long pauseMs = FIRST_PAUSE_MS;
  private @Nullable Connection connection;

  /** What is followed, and as whom. */
  record Route(Caller caller, Endpoint endpoint, JsonObject fields) {}

  Following(Vertx vertx, Feed.Source source, Route route, Follower follower) {
    this.vertx = vertx;
    this.source = source;
    this.route = route;
    this.follower = follower;
    this.home = vertx.getOrCreateContext();
  }

  /** Everything happens on one context. */
  Following begun() {
    home.runOnContext(go -> connect());
    return this;
  }

  /** Succeeds when it was closed, fails when the hub refused it or its follower failed. */
  public Future<Void> ended() {
    return ended.future();
  }

  /** Ends it. */
  public void close() {
    home.runOnContext(go -> finish(null));
  }

  private void finish(@Nullable Throwable why) {
    Connection open = connection;
    connection = null;
    if (open != null) {
      open.end();
    }
    if (why == null) {
      ended.tryComplete();
    } else {
      ended.tryFail(why);
    }
  }

  private void connect() {
    if (!ended.future().isComplete()) {
      String from = last;
      Future.succeededFuture(new Connection())
          .compose(reader -> source.open(route, from, reader))
          .onFailure(failure -> home.runOnContext(go -> lost(failure)));
    }
  }

  /** A refusal is the same however often it is asked for; other failures pass. */
  private void lost(Throwable failure) {
    connection = null;
    MultichatException why = source.told(failure);
    if (FINAL.contains(why.code())) {
      finish(why);
    } else if (!ended.future().isComplete()) {
      long pause = pauseMs / 2 + ThreadLocalRandom.current().nextLong(pauseMs / 2 + 1);
      pauseMs = Math.min(LONGEST_PAUSE_MS, pauseMs * 2);
      told(() -> follower.lost(why, pause));
      vertx.setTimer(pause, again -> home.runOnContext(go -> connect()));
    }
  }

  /** A follower that throws ends it, as one that fails does. */
  private void told(Runnable news) {
    try {
      news.run();
    } catch (RuntimeException e) {
      finish(e);
    }
  }

  /** One connection: what it brings is taken one by one, and no more is read meanwhile. */
  private final class Connection implements Feed.Reader {
    private final Deque<Follower.Event> come = new ArrayDeque<>();
    private @Nullable Feed feed;
    private boolean taking;
    private boolean gone;

    @Override
    public void opened(Feed opened) {
      home.runOnContext(go -> begin(opened));
    }

    @Override
    public void event(Follower.Event event) {
      home.runOnContext(
          go -> {
            come.add(event);
            next();
          });
    }

    @Override
    public void gone() {
      home.runOnContext(
          go -> {
            gone = true;
            finishIfGone();
          });
    }

    private void begin(Feed opened) {
      feed = opened;
      if (ended.future().isComplete()) {
        opened.end();
      } else {
        connection = this;
        told(follower::connected);
      }
    }

    /** What came and is not read yet is let go by reading it: Vert.x would keep the memory. */
    void end() {
      if (feed != null) {
        feed.end();
        feed.resume();
      }
    }

    private void next() {
      Follower.Event event = come.peek();
      if (event != null && !taking && connection == this) {
        taking = true;
        if (feed != null) {
          feed.pause();
        }
        take(event);
      }
    }

    private void take(Follower.Event event) {
      if (event.type().equals(Feed.ERROR)) {
        refused(event.data());
      } else {
        Future.succeededFuture(event)
            .compose(follower::take)
            .onSuccess(done -> home.runOnContext(go -> taken(event)))
            .onFailure(why -> home.runOnContext(go -> finish(why)));
      }
    }

    /** The hub says why it is about to end the stream. */
    private void refused(JsonObject problem) {
      lost(Refusals.of(problem.getInteger("status"), problem));
      end();
    }

    private void taken(Follower.Event event) {
      last = event.id();
      pauseMs = FIRST_PAUSE_MS;
      come.remove();
      taking = false;
      if (feed != null) {
        feed.taken();
      }
      if (!come.isEmpty()) {
        next();
      } else if (feed != null) {
        feed.resume();
        finishIfGone();
      }
    }

    /** What came before the end is taken first. */
    private void finishIfGone() {
      if (gone && come.isEmpty() && connection == this) {
        lost(new MultichatException(ErrorCode.UNAVAILABLE, "The hub ended the stream."));
      }
    }
  }
}
