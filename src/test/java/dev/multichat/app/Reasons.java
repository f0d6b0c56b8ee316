package dev.multichat.app;

import java.util.Map;
import java.util.TreeMap;

/** How often something failed, by what was said. */
final class Reasons {
  private static final int MOST = 160;
  private final Map<String, Long> counts = new TreeMap<>();

  synchronized void count(Throwable failure) {
    String text = failure.toString();
    counts.merge(text.substring(0, Math.min(MOST, text.length())), 1L, Long::sum);
  }

  synchronized long total() {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  @Override
  public synchronized String toString() {
    return counts.toString();
  }
}
