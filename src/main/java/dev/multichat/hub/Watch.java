package dev.multichat.hub;

import dev.multichat.core.Entry;
import dev.multichat.core.Handover;
import dev.multichat.core.MultichatException;
import dev.multichat.core.Streams;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * A stream: what it lacks it reads from the store, then it lives on what hints bring, and asks for
 * nothing while nothing concerns it.
 */
final class Watch implements Streams.Stream {
  private final Vertx vertx;
  private final Topic topic;
  private final Tap tap = new Tap();
  private final LongSupplier hinted;
  private Consumer<Watch> leaving = closed -> {};
  private volatile long at;

  /**
   * @param at the position behind which it begins
   * @param hinted how far hints came, known before the hint is given; negative before the first
   */
  Watch(Vertx vertx, Topic topic, long at, LongSupplier hinted) {
    this.vertx = vertx;
    this.topic = topic;
    this.at = at;
    this.hinted = hinted;
  }

  /** Tells it when it is closed. */
  void whenClosed(Consumer<Watch> told) {
    leaving = told;
  }

  Topic topic() {
    return topic;
  }

  /** Where hints go. */
  Tap tap() {
    return tap;
  }

  @Override
  public Future<Handover.Handed<List<Streams.Item>>> next() {
    Promise<List<Entry>> found = Promise.promise();
    Promise<Handover.Handed<List<Streams.Item>>> promise = Promise.promise();
    Context caller = vertx.getOrCreateContext();
    look(found);
    found
        .future()
        .map(topic::handed)
        .onComplete(
            done ->
                caller.runOnContext(
                    back -> {
                      if (done.succeeded()) {
                        promise.complete(done.result());
                      } else {
                        promise.fail(done.cause());
                      }
                    }));
    return promise.future();
  }

  /** Tried anew rather than composed, since a long log is read in many steps. */
  private void look(Promise<List<Entry>> found) {
    MultichatException over = tap.over();
    if (over != null) {
      found.fail(over);
    } else if (tap.isBehind()) {
      tap.beginReading();
      long before = hinted.getAsLong();
      topic
          .read(at)
          .onSuccess(page -> read(page, before, found))
          .onFailure(failure -> fail(failure, found));
    } else {
      take(found);
    }
  }

  /** Once the store gave what hints before the reading brought, the later ones are enough. */
  private void read(List<Entry> page, long before, Promise<List<Entry>> found) {
    if (page.isEmpty()) {
      look(found);
      return;
    }
    if (before < 0 || page.get(page.size() - 1).position() < before) {
      tap.readOn();
    }
    show(page, page.stream().filter(topic::concerns).toList(), found);
  }

  private void take(Promise<List<Entry>> found) {
    List<Entry> fresh = tap.taken(at);
    if (!fresh.isEmpty()) {
      show(fresh, fresh, found);
    } else if (tap.isBehind()) {
      look(found);
    } else {
      tap.stirred().onComplete(something -> look(found));
    }
  }

  private void show(List<Entry> page, List<Entry> concerned, Promise<List<Entry>> found) {
    long upTo = page.get(page.size() - 1).position();
    topic
        .visible(concerned, tap::end)
        .onSuccess(
            visible -> {
              at = upTo;
              if (visible.isEmpty()) {
                look(found);
              } else {
                found.complete(visible);
              }
            })
        .onFailure(failure -> fail(failure, found));
  }

  /** Nothing is lost by it: whoever asks again is read to from the same position. */
  private void fail(Throwable failure, Promise<List<Entry>> found) {
    tap.readOn();
    found.fail(failure);
  }

  @Override
  public void close() {
    leaving.accept(this);
  }
}
