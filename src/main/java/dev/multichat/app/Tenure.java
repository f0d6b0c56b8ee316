package dev.multichat.app;

import dev.multichat.store.Fence;
import org.jspecify.annotations.Nullable;

/**
 * How long a node may do what a lease guards, by its own clock; once that is over it stays over.
 * Safe for any thread.
 */
final class Tenure {
  private final @Nullable Fence fence;
  private long until;
  private boolean over;

  private Tenure(@Nullable Fence fence, long until) {
    this.fence = fence;
    this.until = until;
  }

  /** Of a daemon by itself, which needs no lease. */
  static Tenure unguarded() {
    return new Tenure(null, 0);
  }

  /**
   * Of who has a lease.
   *
   * @param until by {@link System#nanoTime}
   */
  static Tenure of(Fence fence, long until) {
    return new Tenure(fence, until);
  }

  /** Under what is written meanwhile. */
  @Nullable Fence fence() {
    return fence;
  }

  synchronized boolean holds() {
    over = over || (fence != null && System.nanoTime() - until >= 0);
    return !over;
  }

  /** Another one has it. */
  synchronized void end() {
    over = true;
  }

  /** Goes on until then under the same fence; false when it is over, or another one began. */
  synchronized boolean renew(Fence now, long next) {
    if (!holds() || !now.equals(fence)) {
      return false;
    }
    until = next;
    return true;
  }
}
