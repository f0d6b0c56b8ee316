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
final class OpenStreams {
  private final Shared shared;
  private final Turns<OpenStream> open;
  private volatile boolean closed;

  /**
   * @param beat how often each shows that it is alive
   */
  OpenStreams(Vertx vertx, Shared shared, Duration beat) {
    this.shared = shared;
    this.open = new Turns<>(vertx, beat, OpenStream::beat);
  }

  /** One stream. */
  final class OpenStream implements Outlet {
    private final Events events;
    private final HttpExchange http;
    private final @Nullable Runnable stopping;

    private OpenStream(HttpExchange http, Events events, @Nullable Runnable stopping) {
      this.http = http;
      this.events = events;
      this.stopping = stopping;
    }

    @Override
    public Future<Void> notify(String method, JsonObject params) {
      return events.write(Rpc.notification(method, params));
    }

    private void beat() {
      http.here().onSuccess(here -> look());
    }

    private void look() {
      try {
        http.admit();
        events.beat();
      } catch (RuntimeException refusal) {
        shared.refused(refusal);
        events.end();
      }
    }

    /** Ends the stream, or has what it answers ended. From any thread. */
    void end() {
      if (stopping == null) {
        http.here().onSuccess(here -> events.end());
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
  OpenStream open(HttpExchange http, @Nullable Runnable stopping) {
    if (closed || http.reply().isOver()) {
      throw new CancellationException("Nobody listens any more.");
    }
    Caller caller = http.caller();
    shared.places().take(caller);
    Events events = http.reply().stream();
    OpenStream stream = new OpenStream(http, events, stopping);
    open.add(stream);
    shared.meters().opened(Meters.Connection.MCP);
    http.whenGone(() -> gone(stream, caller));
    events.beat();
    return stream;
  }

  private void gone(OpenStream stream, Caller caller) {
    if (open.remove(stream)) {
      shared.places().give(caller);
      shared.meters().closed(Meters.Connection.MCP);
    }
  }

  /** Ends all of them. */
  void close() {
    closed = true;
    open.close();
    open.all().forEach(OpenStream::end);
  }
}
