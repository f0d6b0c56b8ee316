package dev.multichat.gateway;

import dev.multichat.core.Caller;
import dev.multichat.core.ErrorCode;
import dev.multichat.core.MultichatException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How many connections that stay open each agent has, so that none takes the places of the others.
 * Who reads everything has as many as it wants. Safe for any thread.
 */
public final class Places {
  /** Of one agent, of all kinds together. */
  public static final int MOST = 100;

  private final Map<String, Integer> taken = new ConcurrentHashMap<>();

  /** Takes a place for a caller; LIMITED when it has too many. */
  public void take(Caller caller) {
    int now = taken.merge(caller.agent(), 1, Integer::sum);
    if (now > MOST && !caller.readsEverything()) {
      give(caller);
      throw new MultichatException(
          ErrorCode.LIMITED,
          "'" + caller.agent() + "' has " + MOST + " connections open; close some of them first.");
    }
  }

  /** Gives a place back. */
  public void give(Caller caller) {
    taken.computeIfPresent(caller.agent(), (agent, held) -> held == 1 ? null : held - 1);
  }
}
