package dev.multichat.metrics;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/**
 * How often something happened per second over the last 10 s, as looks at its count tell. Safe for
 * any thread.
 */
final class Speed {
  private static final long WINDOW = TimeUnit.SECONDS.toNanos(10);
  private static final long SPACING = TimeUnit.SECONDS.toNanos(1);

  private record Look(long at, long count) {}

  private final Deque<Look> looks = new ArrayDeque<>();

  /**
   * Looks once more; 0 until the first look is a second old.
   *
   * @param now by {@link System#nanoTime}
   */
  synchronized double perSecond(long count, long now) {
    while (looks.size() > 1 && now - looks.element().at() > WINDOW) {
      looks.remove();
    }
    if (looks.isEmpty() || now - looks.getLast().at() >= SPACING) {
      looks.add(new Look(now, count));
    }
    Look first = looks.element();
    long nanos = now - first.at();
    double perSecond = (count - first.count()) * (double) SPACING / Math.max(nanos, SPACING);
    return Math.round(perSecond * 10) / 10.0;
  }
}
