package dev.multichat.devlog;

/**
 * How long the projection rests after a batch. While as much arrives as it takes, it leaves all but
 * a thirteenth of a core to the hub; the less arrives, the less it rests, and it catches up at full
 * speed when nothing does.
 */
final class Pace {
  private static final int SHARE = 12;
  private static final long LONGEST_MILLIS = 1000;

  private Pace() {}

  /**
   * The rest in milliseconds.
   *
   * @param nanos how long the batch took
   * @param taken how many entries it had
   * @param arrived how many entries came since the batch before was done
   */
  static long rest(long nanos, int taken, long arrived) {
    double busy = Math.min(1, Math.max(0, arrived) / (double) Math.max(1, taken));
    return Math.min(LONGEST_MILLIS, Math.round(busy * SHARE * nanos / 1e6));
  }
}
