package dev.multichat.store.json;

import dev.multichat.core.EntryType;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

/** When messages become overdue or expire, soonest first. */
final class Moments {
  /** One of them. */
  record Moment(long at, int position, EntryType type) {}

  private record Key(int position, EntryType type) {}

  final TreeSet<Moment> sorted =
      new TreeSet<>(
          Comparator.comparingLong(Moment::at)
              .thenComparingInt(Moment::position)
              .thenComparing(Moment::type));
  private final Map<Key, Moment> byMessage = new HashMap<>();

  void add(Moment moment) {
    remove(moment.position(), moment.type());
    sorted.add(moment);
    byMessage.put(new Key(moment.position(), moment.type()), moment);
  }

  boolean has(int position, EntryType type) {
    return byMessage.containsKey(new Key(position, type));
  }

  void remove(int position, EntryType type) {
    Moment moment = byMessage.remove(new Key(position, type));
    if (moment != null) {
      sorted.remove(moment);
    }
  }
}
