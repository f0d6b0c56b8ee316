package dev.multichat.gateway.bridge;

import dev.multichat.bus.RemoteHandlers.Push;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What was pushed to one connection and waits for its reply, which acknowledges it. The reply
 * addresses are this connection's own and cannot be guessed.
 */
final class Pushes {
  private record Waiting(Push push, String handler, long sinceNanos) {}

  private final Map<String, Waiting> waiting = new HashMap<>();

  /** The reply address for a push to the handler at this address. */
  String add(Push push, String handler) {
    String reply = UUID.randomUUID().toString();
    waiting.put(reply, new Waiting(push, handler, System.nanoTime()));
    return reply;
  }

  /** The client replied; false when nothing waits there. */
  boolean taken(String reply, @Nullable Object body) {
    Waiting known = waiting.remove(reply);
    if (known == null) {
      return false;
    }
    known.push().taken(body);
    return true;
  }

  /** The handler at this address is gone. */
  void missed(String handler) {
    remove(push -> push.handler().equals(handler));
  }

  /** The hub waits for nothing that is older, and pushes it again under another address. */
  void forget(Duration older) {
    long before = System.nanoTime() - older.toNanos();
    remove(push -> push.sinceNanos() - before < 0);
  }

  private void remove(Predicate<Waiting> which) {
    waiting
        .values()
        .removeIf(
            push -> {
              boolean gone = which.test(push);
              if (gone) {
                push.push().missed();
              }
              return gone;
            });
  }
}
