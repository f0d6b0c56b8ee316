package dev.multichat.hub;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Who is there for each key; a key with nobody leaves nothing behind. Safe for any thread. */
final class Groups<T> {
  private final Map<String, Set<T>> members = new ConcurrentHashMap<>();

  void add(String key, T member) {
    members.compute(
        key,
        (k, group) -> {
          Set<T> all = group == null ? ConcurrentHashMap.newKeySet() : group;
          all.add(member);
          return all;
        });
  }

  /** Whether it was there. */
  boolean remove(String key, T member) {
    boolean[] there = {false};
    members.computeIfPresent(
        key,
        (k, group) -> {
          there[0] = group.remove(member);
          return group.isEmpty() ? null : group;
        });
    return there[0];
  }

  boolean isEmpty() {
    return members.isEmpty();
  }

  void at(String key, Consumer<T> action) {
    members.getOrDefault(key, Set.of()).forEach(action);
  }

  void each(Consumer<T> action) {
    members.values().forEach(group -> group.forEach(action));
  }
}
