package dev.multichat.hub;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The values that were used last, at most so many. Safe for any thread. */
final class Recent<T> {
  private final Map<String, T> values = new LinkedHashMap<>(16, 0.75f, true);
  private final int most;

  Recent(int most) {
    this.most = most;
  }

  synchronized @Nullable T get(String key) {
    return values.get(key);
  }

  synchronized void put(String key, T value) {
    values.put(key, value);
    if (values.size() > most) {
      values.remove(values.keySet().iterator().next());
    }
  }

  /** The value that is there, else this one, which is there from now on. */
  synchronized T keep(String key, T value) {
    T there = values.get(key);
    if (there == null) {
      put(key, value);
    }
    return there == null ? value : there;
  }
}
