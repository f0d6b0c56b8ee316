package dev.multichat.hub;

import dev.multichat.core.Presence;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Who is there, as far as calls, waiting calls and handlers tell, here and at other nodes. Safe for
 * any thread.
 */
public final class Attendance {
  private record Seen(Instant at, int waiting, boolean handler) {
    private static final Seen NEVER = new Seen(Instant.EPOCH, 0, false);

    boolean present() {
      return handler || waiting > 0;
    }
  }

  private final Stamp stamp;
  private final Roster roster;
  private final Predicate<String> known;
  private final Map<String, Seen> seen = new ConcurrentHashMap<>();

  /**
   * @param known the ids worth noting, so that made-up ones leave nothing behind
   */
  Attendance(Vertx vertx, Room room, Predicate<String> known) {
    this.stamp = room.stamp();
    this.known = known;
    this.roster = new Roster(vertx, room.bus().neighbours(), this);
  }

  /** The nodes of the cluster. */
  public Roster roster() {
    return roster;
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

  /** Another node looks after handlers from now on. */
  public void noHandlers() {
    seen.replaceAll((id, old) -> new Seen(old.at, old.waiting, false));
    roster.change();
  }

  private void note(String agent, UnaryOperator<Seen> change) {
    if (known.test(agent)) {
      boolean[] before = {false};
      Seen now =
          seen.compute(
              agent,
              (id, old) -> {
                before[0] = old != null && old.present();
                return change.apply(old == null ? Seen.NEVER : old);
              });
      if (now.present() != before[0]) {
        roster.change();
      }
    }
  }

  /** Who is at this node. */
  Set<String> present() {
    return seen.entrySet().stream()
        .filter(one -> one.getValue().present())
        .map(Map.Entry::getKey)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** When agents were last seen at this node. */
  Map<String, Instant> seen() {
    return seen.entrySet().stream()
        .filter(one -> !one.getValue().at.equals(Instant.EPOCH))
        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, one -> one.getValue().at));
  }

  List<Presence> of(Collection<String> agents) {
    return agents.stream().map(this::of).toList();
  }

  private Presence of(String agent) {
    Seen now = seen.getOrDefault(agent, Seen.NEVER);
    Instant here = now.at.equals(Instant.EPOCH) ? null : now.at;
    Instant there = roster.seen(agent);
    Instant last = here == null || (there != null && there.isAfter(here)) ? there : here;
    return new Presence(agent, now.present() || roster.has(agent), last);
  }
}
