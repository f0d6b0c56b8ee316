package dev.multichat.gateway;

import dev.multichat.core.Caller;
import dev.multichat.core.ErrorCode;
import dev.multichat.core.MultichatException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How many connections that stay open, and how many streams on them, each agent has, so that none
 * takes the places of the others. Who reads everything has as many as it wants. Safe for any
 * thread.
 */
public final class Places {
  /** Connections of one agent, of all kinds together. */
  public static final int MOST = 100;

  /** Streams of one agent, over all ways in together. */
  public static final int MOST_STREAMS = 500;

  private final Map<String, Integer> connections = new ConcurrentHashMap<>();
  private final Map<String, Integer> streams = new ConcurrentHashMap<>();

  /** Takes the place of a connection for a caller; LIMITED when it has too many. */
  public void take(Caller caller) {
    if (!taken(connections, caller, MOST)) {
      throw limited(caller, " has " + MOST + " connections open; close some of them first.");
    }
  }

  /** Gives the place of a connection back. */
  public void give(Caller caller) {
    given(connections, caller);
  }

  /** The same for a stream. */
  public void takeStream(Caller caller) {
    if (!taken(streams, caller, MOST_STREAMS)) {
      throw limited(caller, " follows " + MOST_STREAMS + " streams; end some of them first.");
    }
  }

  /** Gives the place of a stream back. */
  public void giveStream(Caller caller) {
    given(streams, caller);
  }

  private static boolean taken(Map<String, Integer> places, Caller caller, int most) {
    int now = places.merge(caller.agent(), 1, Integer::sum);
    if (now <= most || caller.readsEverything()) {
      return true;
    }
    given(places, caller);
    return false;
  }

  private static void given(Map<String, Integer> places, Caller caller) {
    places.computeIfPresent(caller.agent(), (agent, held) -> held == 1 ? null : held - 1);
  }

  private static MultichatException limited(Caller caller, String why) {
    return new MultichatException(ErrorCode.LIMITED, "'" + caller.agent() + "'" + why);
  }
}
