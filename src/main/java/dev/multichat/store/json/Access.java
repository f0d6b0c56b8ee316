package dev.multichat.store.json;

import dev.multichat.store.Cursors;
import dev.multichat.store.StoreInfo;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.util.function.Function;
import java.util.function.Supplier;

/** Lets readers in, off the event loops, until the store is closed. */
final class Access {
  private final Vertx vertx;
  private final Guard guard;
  private final Cursors cursors;
  private volatile boolean closed;

  Access(Vertx vertx, StoreInfo info, Guard guard) {
    this.vertx = vertx;
    this.guard = guard;
    this.cursors = new Cursors(info.epoch());
  }

  /** From now on everything fails. */
  void refuse() {
    closed = true;
  }

  boolean isClosed() {
    return closed;
  }

  Future<Void> shut() {
    return vertx.<Void>executeBlocking(
        () -> {
          guard.close();
          return null;
        },
        false);
  }

  /** What a look at the content makes; what it returns is called when others may write again. */
  <T> Future<T> read(Guard.Use<Supplier<T>> look) {
    if (closed) {
      return Future.failedFuture(Faults.closed());
    }
    return vertx
        .executeBlocking(() -> guard.read(look), false)
        .recover(failure -> Future.failedFuture(Faults.of(failure)));
  }

  <T> Future<T> look(Function<State, T> look) {
    return read(
        content -> {
          T found = look.apply(content.state);
          return () -> found;
        });
  }

  <T> Future<T> list(Function<Lists, T> look) {
    return read(
        content -> {
          T found = look.apply(new Lists(content, cursors));
          return () -> found;
        });
  }

  /** A list that reads lines of the log. */
  interface Finding<T> {
    Supplier<T> in(Lists lists) throws IOException;
  }

  <T> Future<T> find(Finding<T> finding) {
    return read(content -> finding.in(new Lists(content, cursors)));
  }
}
