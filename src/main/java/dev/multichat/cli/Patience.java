package dev.multichat.cli;

import dev.multichat.core.MultichatException;
import dev.multichat.wire.Asking;
import java.time.Duration;

/** How long a command still waits, in turns that a hub and what is before it allow. */
final class Patience {
  private static final Duration TURN = Duration.ofMillis(Asking.MOST_WAIT_MS);

  private final long until;

  private Patience(long until) {
    this.until = until;
  }

  /** Beginning now. */
  static Patience seconds(int seconds) {
    if (seconds < 0) {
      throw MultichatException.invalid("'--wait' is " + seconds + "; it must be 0 or more.");
    }
    return new Patience(System.nanoTime() + Duration.ofSeconds(seconds).toNanos());
  }

  /** How long the next call waits. */
  Duration turn() {
    Duration left = Duration.ofNanos(Math.max(0, until - System.nanoTime()));
    return left.compareTo(TURN) < 0 ? left : TURN;
  }

  boolean over() {
    return System.nanoTime() >= until;
  }
}
