package dev.multichat.hub;

import dev.multichat.bus.Neighbours;
import dev.multichat.metrics.Load;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The nodes of the cluster as they tell of themselves: every 2 s, and soon after something changed.
 * Who was not heard for 6 s is gone. Safe for any thread.
 */
public final class Roster {
  private static final long TELL_MS = 2000;
  private static final long SOON_MS = 200;
  private static final long SILENT_NANOS = TimeUnit.SECONDS.toNanos(6);

  private record Heard(Member member, long at) {}

  private final Vertx vertx;
  private final Neighbours neighbours;
  private final Map<String, Heard> others = new ConcurrentHashMap<>();
  private final Map<String, Instant> seen = new ConcurrentHashMap<>();
  private final Map<String, Instant> told = new HashMap<>();
  private final AtomicBoolean soon = new AtomicBoolean();
  private final Attendance here;
  private volatile Supplier<Member> self = () -> new Member("", List.of(), Set.of(), Load.NONE);
  private volatile @Nullable Long listening;
  private volatile boolean left;

  Roster(Vertx vertx, Neighbours neighbours, Attendance here) {
    this.vertx = vertx;
    this.neighbours = neighbours;
    this.here = here;
  }

  /**
   * Begins to tell of this node and to listen to the others.
   *
   * @param duties what it does for all, as it stands
   * @param load how busy it is, as it stands
   */
  public void introduce(String name, Supplier<List<String>> duties, Supplier<Load> load) {
    self = () -> new Member(name, duties.get(), here.present(), load.get());
    if (neighbours.mayBe()) {
      listening = System.nanoTime();
      neighbours.onTold(this::heard);
      vertx.setPeriodic(1, TELL_MS, this::tell);
    }
  }

  /** Says that this node is no more. */
  public void leave() {
    left = true;
    neighbours.tell(new JsonObject().put("left", true));
  }

  /** Something changed that the others should know soon. */
  void change() {
    if (neighbours.mayBe() && soon.compareAndSet(false, true)) {
      vertx.setTimer(SOON_MS, this::tell);
    }
  }

  private void tell(long timer) {
    soon.set(false);
    if (left) {
      vertx.cancelTimer(timer);
    } else {
      neighbours.tell(self.get().json().put("seen", new JsonObject(newlySeen(here.seen()))));
    }
  }

  private synchronized Map<String, Object> newlySeen(Map<String, Instant> now) {
    Map<String, Object> fresh = new HashMap<>();
    now.forEach(
        (agent, at) -> {
          if (!at.equals(told.put(agent, at))) {
            fresh.put(agent, at.toEpochMilli());
          }
        });
    return fresh;
  }

  private void heard(String node, JsonObject said) {
    if (said.getBoolean("left", false)) {
      others.remove(node);
      return;
    }
    if (others.put(node, new Heard(Member.of(node, said), System.nanoTime())) == null) {
      change();
    }
    said.getJsonObject("seen", new JsonObject())
        .forEach(
            one ->
                seen.merge(
                    one.getKey(),
                    Instant.ofEpochMilli(((Number) one.getValue()).longValue()),
                    (a, b) -> a.isAfter(b) ? a : b));
  }

  private List<Member> others() {
    long now = System.nanoTime();
    others.values().removeIf(heard -> now - heard.at() > SILENT_NANOS);
    return others.values().stream().map(Heard::member).toList();
  }

  /** Whether the agent is at another node. */
  boolean has(String agent) {
    return others().stream().anyMatch(member -> member.agents().contains(agent));
  }

  /** When the agent was last seen at another node. */
  @Nullable Instant seen(String agent) {
    return seen.get(agent);
  }

  /** Whether it listened for 6 s at least and knows of no other node. */
  public boolean isAlone() {
    Long began = listening;
    return began != null && System.nanoTime() - began > SILENT_NANOS && others().isEmpty();
  }

  /** All nodes, this one first. */
  public List<Member> members() {
    List<Member> all = new ArrayList<>(List.of(self.get()));
    others().stream().sorted(Comparator.comparing(Member::name)).forEach(all::add);
    return all;
  }
}
