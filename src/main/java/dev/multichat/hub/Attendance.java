package dev.multichat.hub;

import dev.multichat.core.Presence;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Who is there, as far as calls, waiting calls and handlers tell. Safe for any thread. */
public final class Attendance {
  private record Seen(Instant at, int waiting, boolean handler) {
    private static final Seen NEVER = new Seen(Instant.EPOCH, 0, false);
  }

  private final Stamp stamp;
  private final Predicate<String> known;
  private final Map<String, Seen> seen = new ConcurrentHashMap<>();

  /**
   * @param known the ids worth noting, so that made-up ones leave nothing behind
   */
  Attendance(Stamp stamp, Predicate<String> known) {
    this.stamp = stamp;
    this.known = known;
  }

  /** The agent called. */
  void called(String agent) {
    note(agent, before -> new Seen(stamp.now(), before.waiting, before.handler));
  }

  /** The agent began ({@code +1}) or ended ({@code -1}) a call that waits. */
  void waiting(String agent, int change) {
    note(agent, before -> new Seen(stamp.now(), before.waiting + change, before.handler));
  }

  /** A push found a handler of the agent, or found none. */
  public void handler(String agent, boolean there) {
    note(agent, before -> new Seen(there ? stamp.now() : before.at, before.waiting, there));
  }

  private void note(String agent, UnaryOperator<Seen> change) {
    if (known.test(agent)) {
      seen.compute(agent, (id, old) -> change.apply(old == null ? Seen.NEVER : old));
    }
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
