package dev.multichat.hub;

import dev.multichat.core.Names;
import dev.multichat.core.Presence;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Who is there, as far as calls, waiting calls and handlers tell. Safe for any thread. */
public final class Attendance {
  private record Seen(Instant at, int waiting, boolean handler) {
    private static final Seen NEVER = new Seen(Instant.EPOCH, 0, false);
  }

  private final Stamp stamp;
  private final Map<String, Seen> seen = new ConcurrentHashMap<>();

  Attendance(Stamp stamp) {
    this.stamp = stamp;
  }

  /** The agent called. */
  void called(String agent) {
    if (!agent.equals(Names.HUB)) {
      seen.merge(
          agent,
          new Seen(stamp.now(), 0, false),
          (old, now) -> new Seen(now.at, old.waiting, old.handler));
    }
  }

  /** The agent began ({@code +1}) or ended ({@code -1}) a call that waits. */
  void waiting(String agent, int change) {
    seen.compute(
        agent,
        (id, old) -> {
          Seen before = old == null ? Seen.NEVER : old;
          return new Seen(stamp.now(), before.waiting + change, before.handler);
        });
  }

  /** A push found a handler of the agent, or found none. */
  public void handler(String agent, boolean there) {
    seen.compute(
        agent,
        (id, old) -> {
          Seen before = old == null ? Seen.NEVER : old;
          return new Seen(there ? stamp.now() : before.at, before.waiting, there);
        });
  }

  List<Presence> of(Collection<String> agents) {
    return agents.stream().map(this::of).toList();
  }

  private Presence of(String agent) {
    Seen now = seen.getOrDefault(agent, Seen.NEVER);
    Instant last = now.at.equals(Instant.EPOCH) ? null : now.at;
    return new Presence(agent, now.handler || now.waiting > 0, last);
  }
}
