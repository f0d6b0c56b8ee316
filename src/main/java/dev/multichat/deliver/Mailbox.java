package dev.multichat.deliver;

import dev.multichat.core.Entry;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What is known in memory of one agent's inbox: a bounded queue, in lanes by session, and whether
 * the store holds more behind it. An agent without a handler keeps nothing here.
 */
final class Mailbox {
  /** How many are read at once, and how many may be queued where pushing goes well. */
  static final int MOST = 64;

  /** How many may be queued at all, most of them behind messages whose pushes fail. */
  private static final int MOST_OF_ALL = 1024;

  private final String agent;
  private final Map<String, Lane> lanes = new LinkedHashMap<>();
  private final Set<Long> settling = new HashSet<>();
  private final Set<Long> queued = new HashSet<>();
  private long queuedUpTo;
  private boolean backlog = true;
  private boolean loading;
  private boolean stale;
  private final Set<Long> settledMeanwhile = new HashSet<>();
  private final Set<String> acknowledgedMeanwhile = new HashSet<>();
  private boolean offered;
  private int absences;
  private long absentUntil;

  Mailbox(String agent) {
    this.agent = agent;
  }

  String agent() {
    return agent;
  }

  /** How many are queued. */
  int size() {
    return queued.size();
  }

  Collection<Lane> lanes() {
    return List.copyOf(lanes.values());
  }

  /**
   * A new entry came by; it is queued when nothing before it is still in the store alone, and
   * unless the store gave it before the hint did.
   */
  void offer(Entry entry) {
    if (entry.position() <= queuedUpTo) {
      return;
    }
    offered = true;
    if (backlog || !hasRoom(MOST)) {
      backlog = true;
    } else {
      queue(entry);
    }
  }

  private void queue(Entry entry) {
    long position = entry.position();
    queuedUpTo = position;
    boolean done = settling.contains(position) || acknowledgedMeanwhile.contains(id(entry));
    if (!done && queued.add(position)) {
      lanes.computeIfAbsent(Objects.requireNonNull(entry.session()), id -> new Lane()).add(entry);
    }
  }

  private static String id(Entry entry) {
    return Objects.requireNonNull(entry.message()).id();
  }

  /** What waits behind a failing message does not keep other sessions' messages out. */
  private boolean hasRoom(int most) {
    int flowing = lanes.values().stream().mapToInt(Lane::flowing).sum();
    return flowing < most && queued.size() < MOST_OF_ALL;
  }

  /** Whether the store should be asked for more now; then {@link #loaded} or {@link #unloaded}. */
  boolean wantsMore() {
    return backlog && !loading && hasRoom(MOST / 4);
  }

  /** Behind which position the store is to be asked. */
  long beginLoading() {
    loading = true;
    offered = false;
    return queuedUpTo;
  }

  /** What the store gave; only when that is nothing, and nothing came since, there is no more. */
  void loaded(List<Entry> entries) {
    if (!stale) {
      entries.forEach(this::queue);
      backlog = !entries.isEmpty() || offered;
    }
    unloaded();
  }

  void unloaded() {
    loading = false;
    stale = false;
    settling.removeAll(settledMeanwhile);
    settledMeanwhile.clear();
    acknowledgedMeanwhile.clear();
  }

  /** The lane's first entry is done; its mark may still be on the way. */
  void advance(Lane lane) {
    String session = Objects.requireNonNull(lane.first().session());
    queued.remove(lane.first().position());
    lane.advance();
    if (lane.isEmpty()) {
      lanes.remove(session);
    }
  }

  /** The agent settled a message by itself, or it expired: it is not pushed any more. */
  void settled(String message) {
    if (loading) {
      acknowledgedMeanwhile.add(message);
    }
    for (Lane lane : lanes()) {
      if (lane.holdsFirst(message)) {
        advance(lane);
      } else {
        lane.discard(message).ifPresent(entry -> queued.remove(entry.position()));
      }
    }
  }

  /** A mark for this position is on the way, so that reading the inbox must not bring it again. */
  void settling(long position) {
    settling.add(position);
  }

  /** The mark is recorded; what is being read right now may still be from before. */
  void settledAt(long position) {
    if (loading) {
      settledMeanwhile.add(position);
    } else {
      settling.remove(position);
    }
  }

  /** Nobody is there: forget the queue, which the store keeps, and rest until then. */
  void absent(long until) {
    lanes.values().forEach(Lane::rest);
    lanes.clear();
    queued.clear();
    reread();
    absences++;
    absentUntil = until;
  }

  int absences() {
    return absences;
  }

  boolean isAbsent(long now) {
    return now < absentUntil;
  }

  /** Somebody is, or may be, there. */
  void present() {
    absences = 0;
    absentUntil = 0;
  }

  /** Reads the inbox again from its beginning; what is queued already stays as it is. */
  void reread() {
    queuedUpTo = 0;
    backlog = true;
    stale = loading;
  }
}
