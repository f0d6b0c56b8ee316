package dev.multichat.gateway;

import dev.multichat.core.Caller;
import dev.multichat.core.ErrorCode;
import dev.multichat.core.MultichatException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How many connections that stay open, or the like, each agent has, so that none takes the places
 * of the others. Who reads everything has as many as it wants. Safe for any thread.
 */
public final class Places {
  /** Of one agent, of all kinds together. */
  public static final int MOST = 100;

  private final int most;
  private final String what;
  private final Map<String, Integer> taken = new ConcurrentHashMap<>();

  /** Of connections. */
  public Places() {
    this(MOST, "connections open; close some of them first");
  }

  /**
   * @param what an agent has so many of, and what it can do about it
   */
  public Places(int most, String what) {
    this.most = most;
    this.what = what;
  }

  /** Takes a place for a caller; LIMITED when it has too many. */
  public void take(Caller caller) {
    int now = taken.merge(caller.agent(), 1, Integer::sum);
    if (now > most && !caller.readsEverything()) {
      give(caller);
      throw new MultichatException(
          ErrorCode.LIMITED, "'" + caller.agent() + "' has " + most + " " + what + ".");
    }
  }

  /** Gives a place back. */
  public void give(Caller caller) {
    taken.computeIfPresent(caller.agent(), (agent, held) -> held == 1 ? null : held - 1);
  }
}
