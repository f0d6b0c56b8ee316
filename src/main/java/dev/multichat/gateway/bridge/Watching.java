package dev.multichat.gateway.bridge;

import dev.multichat.core.Caller;
import dev.multichat.core.Handover;
import dev.multichat.core.MultichatException;
import dev.multichat.core.Names;
import dev.multichat.core.Streams;
import dev.multichat.gateway.Feeds;
import dev.multichat.gateway.Portions;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A handler on a session's address: every entry from now on, as long as the caller may read it. The
 * next entries are asked for when the connection took those before.
 */
final class Watching implements Handling {
  private final Feeds.Feed feed;
  private final Caller caller;
  private final String address;
  private final String session;
  private final Line line;
  private final BooleanSupplier admitted;
  private BiConsumer<Handling, Throwable> ended = (self, why) -> {};
  private Streams.@Nullable Stream stream;
  private boolean over;

  /**
   * @param admitted whether the caller is still let in, asked before each page
   */
  Watching(Feeds.Feed feed, Caller caller, String address, Line line, BooleanSupplier admitted) {
    this.feed = feed;
    this.caller = caller;
    this.address = address;
    this.session = Names.session(Address.session(address));
    this.line = line;
    this.admitted = admitted;
  }

  /** Tells why there is no more to come. */
  Watching whenOver(BiConsumer<Handling, Throwable> told) {
    ended = told;
    return this;
  }

  @Override
  public Future<?> begin() {
    JsonObject fromNow = new JsonObject().put("session", session);
    return line.here(feed.opening().apply(caller, fromNow)).onSuccess(this::follow);
  }

  private void follow(Streams.Stream opened) {
    stream = opened;
    if (over) {
      opened.close();
    } else {
      pull(opened);
    }
  }

  private void pull(Streams.Stream source) {
    source.next().onSuccess(page -> show(source, page)).onFailure(this::fail);
  }

  private void show(Streams.Stream source, Handover.Handed<List<Streams.Item>> page) {
    if (over || !admitted.getAsBoolean()) {
      return;
    }
    Portions.show(page.value(), this::text, String::length, this::write)
        .compose(all -> page.taken())
        .onSuccess(taken -> pullOn(source))
        .onFailure(this::failShowing);
  }

  private String text(Streams.Item item) {
    return Frame.received(address, feed.shown().apply(item), null);
  }

  private Future<Void> write(List<String> portion) {
    Runnable givingBack;
    try {
      givingBack = line.take(caller.agent(), portion.stream().mapToLong(String::length).sum());
    } catch (MultichatException limited) {
      return Future.failedFuture(limited);
    }
    Future<Void> written = Future.succeededFuture();
    for (String frame : portion) {
      written = written.compose(before -> line.write(frame));
    }
    return written.onComplete(done -> givingBack.run());
  }

  /** A connection that is gone is told nothing. */
  private void failShowing(Throwable why) {
    if (why instanceof MultichatException) {
      fail(why);
    }
  }

  private void pullOn(Streams.Stream source) {
    if (!over) {
      pull(source);
    }
  }

  private void fail(Throwable why) {
    if (!over) {
      ended.accept(this, why);
    }
  }

  @Override
  public void end() {
    over = true;
    if (stream != null) {
      stream.close();
    }
  }
}
