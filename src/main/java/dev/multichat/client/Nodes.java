package dev.multichat.client;

import dev.multichat.core.ErrorCode;
import dev.multichat.core.MultichatException;
import io.vertx.core.Future;
import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The nodes of a hub, any of which serves: one is used until it fails, then the next. Safe for any
 * thread.
 */
final class Nodes {
  private final List<HubAddress> all;
  private final AtomicInteger turn = new AtomicInteger();

  /** INVALID when there is none, or what is no hub's URL. */
  Nodes(List<URI> urls, String token, @Nullable String certificate) {
    if (urls.isEmpty()) {
      throw MultichatException.invalid("A client needs the URL of a hub, or of several nodes.");
    }
    urls.forEach(HubAddress::check);
    all = urls.stream().map(url -> new HubAddress(url, token, certificate)).toList();
  }

  /** The one that is used now. */
  HubAddress current() {
    return all.get(Math.floorMod(turn.get(), all.size()));
  }

  /** The next one is used from now on, unless this one is not used any more. */
  void leave(HubAddress failed) {
    int now = turn.get();
    if (all.get(Math.floorMod(now, all.size())).equals(failed)) {
      turn.compareAndSet(now, now + 1);
    }
  }

  /** A failure in words for who calls; after one that is not a refusal the next one is used. */
  MultichatException told(HubAddress asked, Throwable failure) {
    leaveAfter(asked, failure);
    return asked.told(failure);
  }

  /** After a failure that is not a refusal the next one is used. */
  void leaveAfter(HubAddress asked, Throwable failure) {
    if (isPassing(asked.told(failure))) {
      leave(asked);
    }
  }

  /** Whether another node may do what this one could not. */
  private static boolean isPassing(MultichatException why) {
    return why.code() == ErrorCode.UNAVAILABLE || why.code() == ErrorCode.TIMEOUT;
  }

  /**
   * Tries the current one and then the others, each once; fails as the last did. What fails must
   * not have been sent.
   */
  <T> Future<T> reach(Function<HubAddress, Future<T>> attempt) {
    return reach(attempt, all.size());
  }

  private <T> Future<T> reach(Function<HubAddress, Future<T>> attempt, int tries) {
    HubAddress hub = current();
    return Future.succeededFuture(hub)
        .compose(attempt)
        .recover(
            failure -> {
              MultichatException why = told(hub, failure);
              return isPassing(why) && tries > 1
                  ? reach(attempt, tries - 1)
                  : Future.failedFuture(why);
            });
  }
}
