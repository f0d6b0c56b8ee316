package dev.multichat.hub;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A token bucket for each key, kept as the moment at which it will be full again: one number each,
 * and none for a key that was quiet for that long. Safe for any thread.
 */
final class Buckets {
  private static final long NANOS_A_SECOND = 1_000_000_000L;
  private static final long NANOS_A_MILLI = 1_000_000L;
  private static final int FEW = 1024;

  private final Clock clock;
  private final boolean limited;
  private final long step;
  private final long room;
  private final Map<String, Long> fullAt = new HashMap<>();
  private int tidyAt = FEW;

  /**
   * @param perSecond 0 for no limit
   */
  Buckets(Clock clock, int perSecond, int burst) {
    this.clock = clock;
    this.limited = perSecond > 0;
    this.step = limited ? NANOS_A_SECOND / perSecond : 0;
    this.room = step * burst;
  }

  /** Takes a token: 0 when there was one, else the milliseconds until there is one. */
  synchronized long take(String key) {
    if (!limited) {
      return 0;
    }
    long now = now();
    long next = begin(fullAt.get(key), now) + step;
    long over = next - now - room;
    if (over > 0) {
      return (over + NANOS_A_MILLI - 1) / NANOS_A_MILLI;
    }
    fullAt.put(key, next);
    tidy(now);
    return 0;
  }

  /** What no bucket can owe was kept before the clock was set back. */
  private long begin(@Nullable Long kept, long now) {
    return kept == null || kept < now || kept > now + room ? now : kept;
  }

  /** Takes a token that is spent already, whether there is one or not. */
  synchronized void spend(String key) {
    if (limited) {
      long now = now();
      fullAt.put(key, Math.min(begin(fullAt.get(key), now) + step, now + room));
      tidy(now);
    }
  }

  /** Gives back a token that was taken for nothing. */
  synchronized void giveBack(String key) {
    fullAt.computeIfPresent(key, (k, at) -> at - step);
  }

  /** How many buckets are kept. */
  synchronized int size() {
    return fullAt.size();
  }

  private void tidy(long now) {
    if (fullAt.size() > tidyAt) {
      fullAt.values().removeIf(at -> at <= now);
      tidyAt = Math.max(FEW, 2 * fullAt.size());
    }
  }

  private long now() {
    return clock.millis() * NANOS_A_MILLI;
  }
}
