package dev.multichat.wire;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.slf4j.Logger;

/**
 * Logs what a caller can bring about as often as it wants: one line a second for each caller, with
 * how many were left out. Safe for any thread.
 */
public final class Brake {
  private static final long PAUSE_NANOS = Duration.ofSeconds(1).toNanos();

  /** Callers that are known; when there are more it begins anew. */
  private static final int MOST = 10_000;

  private final Logger log;
  private final LongSupplier nanos;
  private final Map<String, Told> told = new ConcurrentHashMap<>();

  private record Told(long at, long leftOut) {}

  /**
   * @param nanos a clock that only goes forward
   */
  Brake(Logger log, LongSupplier nanos) {
    this.log = log;
    this.nanos = nanos;
  }

  public Brake(Logger log) {
    this(log, System::nanoTime);
  }

  /** Logs this line as a warning, or leaves it out. */
  public void warn(String caller, String line) {
    long now = nanos.getAsLong();
    long[] leftOut = {-1};
    if (told.size() >= MOST) {
      told.clear();
    }
    told.compute(
        caller,
        (who, before) -> {
          if (before != null && now - before.at() < PAUSE_NANOS) {
            return new Told(before.at(), before.leftOut() + 1);
          }
          leftOut[0] = before == null ? 0 : before.leftOut();
          return new Told(now, 0);
        });
    if (leftOut[0] == 0) {
      log.warn("{}", line);
    } else if (leftOut[0] > 0) {
      log.warn("{}; {} more like it since the last such line", line, leftOut[0]);
    }
  }
}
