package dev.multichat.devlog;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How far the log's devlogs lie safely on the disk: as far as they were written long enough ago
 * that the operating system has put them there by itself. For one context.
 */
final class Settled {
  private record Reached(long position, long nanos) {}

  private final long delayNanos;
  private final Deque<Reached> under = new ArrayDeque<>();
  private long position;
  private long newest;

  /**
   * @param from the position behind which nothing was written yet
   * @param delay how long the operating system may keep what was written in memory
   */
  Settled(long from, Duration delay) {
    this.delayNanos = delay.toNanos();
    this.position = from;
    this.newest = from;
  }

  /** Everything up to there was given to the operating system by now. */
  void reached(long written, long nanos) {
    if (written > newest) {
      newest = written;
      under.add(new Reached(written, nanos));
    }
  }

  /** Up to where everything is on the disk now. */
  long at(long nanos) {
    Reached eldest = under.peek();
    while (eldest != null && nanos - eldest.nanos() >= delayNanos) {
      position = eldest.position();
      under.remove();
      eldest = under.peek();
    }
    return position;
  }
}
