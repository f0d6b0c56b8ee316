package dev.multichat.gateway.mcp.resources;

import dev.multichat.core.Caller;
import dev.multichat.core.ErrorCode;
import dev.multichat.core.Handover;
import dev.multichat.core.MultichatException;
import dev.multichat.core.Streams;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Tells one reader that one resource changed. It keeps nothing but that fact: however much is
 * recorded while the reader takes its time, it is told once. Safe for any thread.
 */
public final class Watcher {
  /** Between two words about one resource, so that many changes become one. */
  private static final long PAUSE_MS = 100;

  /** Before a source that failed is asked again. */
  private static final long AGAIN_MS = 1000;

  private final Vertx vertx;
  private final Library.Feed feed;
  private final Reader reader;
  private final Context home;
  private boolean begun;
  private boolean changed;
  private boolean telling;
  private boolean missed;
  private Runnable whenOver = () -> {};
  private final AtomicBoolean over = new AtomicBoolean();

  /** Who is told. */
  public interface Reader {
    /** Fails when the reader is let in no more. */
    void admit();

    /** Completes when the reader's connection took the word; fails when nobody listens. */
    Future<Void> tell();

    /** It is over, since the reader may not read the resource any more. */
    void lost(Throwable why);
  }

  private Watcher(Vertx vertx, Library.Feed feed, Reader reader) {
    this.vertx = vertx;
    this.feed = feed;
    this.reader = reader;
    this.home = vertx.getOrCreateContext();
  }

  /** One that is ready to begin; NOT_FOUND or FORBIDDEN as when the resource is read. */
  public static Future<Watcher> of(
      Vertx vertx, Library library, Caller caller, Address address, Reader reader) {
    return library.follow(caller, address).map(feed -> new Watcher(vertx, feed, reader));
  }

  /** Tells from now on, and of what was recorded since it was made. */
  public void begin() {
    home.runOnContext(
        here -> {
          if (!begun) {
            begun = true;
            pull();
          }
        });
  }

  /** Somebody listens again: what nobody heard is told now. */
  public void again() {
    home.runOnContext(
        here -> {
          missed = telling;
          tell();
        });
  }

  /** What is to be done once when it is over, for whatever reason; to be said before it begins. */
  public void whenOver(Runnable word) {
    whenOver = word;
  }

  /** Ends it; the reader is told nothing of that. */
  public void close() {
    if (over.compareAndSet(false, true)) {
      feed.source().close();
      whenOver.run();
    }
  }

  private void pull() {
    if (!over.get()) {
      feed.source()
          .next()
          .onSuccess(page -> home.runOnContext(here -> see(page)))
          .onFailure(why -> home.runOnContext(here -> failed(why)));
    }
  }

  private void see(Handover.Handed<List<Streams.Item>> page) {
    if (page.value().stream().anyMatch(item -> feed.concerns().test(item.entry()))) {
      changed = true;
      tell();
    }
    pull();
  }

  private void tell() {
    if (!changed || telling || over.get()) {
      return;
    }
    try {
      reader.admit();
    } catch (RuntimeException refusal) {
      end(refusal);
      return;
    }
    changed = false;
    telling = true;
    reader
        .tell()
        .onSuccess(taken -> home.runOnContext(here -> pause()))
        .onFailure(why -> home.runOnContext(here -> unheard(why)));
  }

  private void pause() {
    vertx.setTimer(
        PAUSE_MS,
        rested -> {
          telling = false;
          tell();
        });
  }

  private void unheard(Throwable why) {
    changed = true;
    if (why instanceof MultichatException) {
      pause();
      return;
    }
    telling = false;
    if (missed) {
      missed = false;
      tell();
    }
  }

  /** A store that is away for a moment is no reason to end; to lose the right is. */
  private void failed(Throwable why) {
    ErrorCode code = MultichatException.codeOf(why);
    if (code == ErrorCode.FORBIDDEN || code == ErrorCode.NOT_FOUND) {
      end(why);
    } else if (!over.get()) {
      vertx.setTimer(AGAIN_MS, rested -> pull());
    }
  }

  private void end(Throwable why) {
    if (!over.get()) {
      close();
      reader.lost(why);
    }
  }
}
