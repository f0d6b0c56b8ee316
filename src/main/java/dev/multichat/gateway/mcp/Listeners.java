package dev.multichat.gateway.mcp;

import dev.multichat.core.Caller;
import dev.multichat.gateway.Shared;
import dev.multichat.gateway.Turns;
import dev.multichat.metrics.Meters;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** The event streams that stay open: their places, their beat, and who is let in no more. */
final class Listeners {
  private final Shared shared;
  private final Turns<Listener> open;
  private volatile boolean closed;

  /**
   * @param beat how often each shows that it is alive
   */
  Listeners(Vertx vertx, Shared shared, Duration beat) {
    this.shared = shared;
    this.open = new Turns<>(vertx, beat, Listener::beat);
  }

  /** One stream. */
  final class Listener implements Outlet {
    private final Events events;
    private final Post post;
    private final @Nullable Runnable stopping;

    private Listener(Post post, Events events, @Nullable Runnable stopping) {
      this.post = post;
      this.events = events;
      this.stopping = stopping;
    }

    @Override
    public Future<Void> notify(String method, JsonObject params) {
      return events.write(Rpc.notification(method, params));
    }

    private void beat() {
      post.here().onSuccess(here -> look());
    }

    private void look() {
      try {
        post.admit();
        events.beat();
      } catch (RuntimeException refusal) {
        shared.refused(refusal);
        events.end();
      }
    }

    /** Ends the stream, or has what it answers ended. From any thread. */
    void end() {
      if (stopping == null) {
        post.here().onSuccess(here -> events.end());
      } else {
        stopping.run();
      }
    }
  }

  /**
   * Counts a stream as the caller's until it ends; LIMITED when the caller has too many.
   *
   * @param stopping is told in place of ending it when the hub stops, since an answer ends it
   */
  Listener open(Post post, @Nullable Runnable stopping) {
    if (closed || post.reply().isOver()) {
      throw new CancellationException("Nobody listens any more.");
    }
    Caller caller = post.caller();
    shared.places().take(caller);
    Events events = post.reply().stream();
    Listener listener = new Listener(post, events, stopping);
    open.add(listener);
    shared.meters().opened(Meters.Connection.MCP);
    post.whenGone(() -> gone(listener, caller));
    events.beat();
    return listener;
  }

  private void gone(Listener listener, Caller caller) {
    if (open.remove(listener)) {
      shared.places().give(caller);
      shared.meters().closed(Meters.Connection.MCP);
    }
  }

  /** Ends all of them. */
  void close() {
    closed = true;
    open.close();
    open.all().forEach(Listener::end);
  }
}
