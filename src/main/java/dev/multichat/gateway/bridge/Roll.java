package dev.multichat.gateway.bridge;

import dev.multichat.core.Caller;
import dev.multichat.core.ErrorCode;
import dev.multichat.core.MultichatException;
import java.util.HashMap;
import java.util.Map;

/** How many connections each caller has. Used on one event loop. */
final class Roll {
  /** For agents; who reads everything has none to fear. */
  static final int MOST = 100;

  private final Map<String, Integer> connections = new HashMap<>();

  /** LIMITED, and nothing is noted, for one too many. */
  void enter(Caller caller) {
    int now = connections.getOrDefault(caller.agent(), 0);
    if (now >= MOST && !caller.readsEverything()) {
      throw new MultichatException(
          ErrorCode.LIMITED,
          "'" + caller.agent() + "' has " + MOST + " connections already; close one first.");
    }
    connections.put(caller.agent(), now + 1);
  }

  void leave(Caller caller) {
    connections.computeIfPresent(caller.agent(), (who, now) -> now == 1 ? null : now - 1);
  }
}
