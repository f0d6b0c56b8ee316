package dev.multichat.gateway;

import dev.multichat.core.ErrorCode;
import dev.multichat.core.MultichatException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How many bytes of requests and answers are under way: of all callers, and of each a share, so
 * that who sends halves or reads nothing takes memory from nobody else. Safe for any thread.
 */
public final class Budget {
  private static final int OF_THE_HEAP = 8;
  private static final int SHARES = 4;
  private static final String RETRY_MS = "1000";

  private final long most;
  private final AtomicLong all = new AtomicLong();
  private final Map<String, Long> each = new ConcurrentHashMap<>();

  /**
   * @param most bytes of all callers; a quarter of them is the share of each
   */
  public Budget(long most) {
    this.most = most;
  }

  /** An eighth of the heap, but room for some of the largest bodies. */
  public static Budget ofHeap(long largest) {
    return new Budget(Math.max(Runtime.getRuntime().maxMemory() / OF_THE_HEAP, SHARES * largest));
  }

  /** Takes so many bytes for a caller; LIMITED, and nothing is taken, when there is no room. */
  public void take(String caller, long bytes) {
    long now = each.merge(caller, bytes, Long::sum);
    if (all.addAndGet(bytes) > most || now > most / SHARES) {
      give(caller, bytes);
      throw new MultichatException(
          ErrorCode.LIMITED,
          "Too many bytes of requests and answers are under way; finish some, and try again.",
          Map.of("retryAfterMs", RETRY_MS));
    }
  }

  /**
   * What a page of so many bytes is counted as: a share at most, so that one page always fits into
   * an empty one.
   */
  public long page(long bytes) {
    return Math.min(bytes, most / SHARES);
  }

  /** Gives back what was taken. */
  public void give(String caller, long bytes) {
    all.addAndGet(-bytes);
    each.computeIfPresent(caller, (who, held) -> held <= bytes ? null : held - bytes);
  }
}
