package dev.multichat.bench;

import dev.multichat.core.Caller;
import dev.multichat.core.Coordinator;
import dev.multichat.core.InboxQuery;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Agents read their inboxes one page after another, each marking what it took as delivered. */
final class InboxPages {
  private static final int PAGE = 50;
  private static final int PAGES = 4000;
  private static final int WARM_UP = 1000;
  private static final int PAGES_OF_ONE = 50;

  private final Coordinator hub;
  private final Histogram nanos = new Histogram(Load.HIGHEST_NANOS, 3);
  private final Promise<Result> done = Promise.promise();
  private long began = System.nanoTime();
  private int read;

  InboxPages(Coordinator hub) {
    this.hub = hub;
  }

  Future<Result> run() {
    next(null);
    return done.future();
  }

  private void next(@Nullable String cursor) {
    if (read == WARM_UP) {
      nanos.reset();
      began = System.nanoTime();
    }
    if (read == WARM_UP + PAGES) {
      double seconds = (System.nanoTime() - began) / 1e9;
      done.complete(Result.of("inbox pages of 50, HTTP", 1, seconds, nanos));
      return;
    }
    int agent = read / PAGES_OF_ONE % Load.AGENTS;
    String from = read % PAGES_OF_ONE == 0 ? null : cursor;
    read++;
    long asked = System.nanoTime();
    hub.inbox(Caller.agent("agent-" + agent), new InboxQuery(null, 0, PAGE, from))
        .onSuccess(
            page -> {
              nanos.recordValue(Math.min(System.nanoTime() - asked, Load.HIGHEST_NANOS));
              next(page.next());
            })
        .onFailure(done::tryFail);
  }
}
