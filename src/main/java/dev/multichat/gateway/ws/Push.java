package dev.multichat.gateway.ws;

import dev.multichat.core.Handover;
import dev.multichat.core.Streams;
import dev.multichat.gateway.Feeds;
import dev.multichat.gateway.Portions;
import dev.multichat.wire.Frame;
import io.vertx.core.Future;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One stream: it asks for the next items only when the connection took those before. */
final class Push {
  private final Line line;
  private final long id;
  private final Feeds.Feed feed;
  private final Runnable admission;
  private Runnable ended = () -> {};
  private Streams.@Nullable Stream source;
  private boolean over;

  Push(Line line, long id, Feeds.Feed feed, Runnable admission) {
    this.line = line;
    this.id = id;
    this.feed = feed;
    this.admission = admission;
  }

  long id() {
    return id;
  }

  /**
   * @param whenEnded is told when the stream ended of itself
   */
  void begin(Streams.Stream stream, Runnable whenEnded) {
    source = stream;
    ended = whenEnded;
    pull(stream);
  }

  private void pull(Streams.Stream stream) {
    if (!over) {
      stream
          .next()
          .compose(page -> show(page))
          .onSuccess(shown -> line.home().runOnContext(go -> pull(stream)))
          .onFailure(failure -> line.home().runOnContext(go -> fail(failure)));
    }
  }

  private Future<Void> show(Handover.Handed<List<Streams.Item>> page) {
    if (over) {
      return Future.succeededFuture();
    }
    admission.run();
    return Portions.show(page.value(), this::text, String::length, this::write)
        .compose(taken -> page.taken());
  }

  private String text(Streams.Item item) {
    String type = item.entry().type().toString();
    return Frame.event(id, type, item.cursor(), feed.shown().apply(item));
  }

  private Future<Void> write(List<String> portion) {
    Future<Void> last = Future.succeededFuture();
    for (String frame : portion) {
      last = line.write(frame);
      if (last.failed()) {
        return last;
      }
    }
    return line.within(last);
  }

  /** Tells why it ends, and ends. */
  private void fail(Throwable why) {
    if (!over) {
      stop();
      ended.run();
      line.refuse(id, why);
    }
  }

  /** Takes nothing more from its source. */
  void stop() {
    over = true;
    if (source != null) {
      source.close();
    }
  }
}
