package dev.multichat.store;

import dev.multichat.core.MultichatException;

/**
 * Under which epoch of a lease something is written. It is written only while that lease was given
 * to nobody since, so that who was paused and lost it cannot write over its successor.
 */
public record Fence(String lease, long epoch) {
  /**
   * Refuses (CONFLICT) what is written under an older one.
   *
   * @param current the lease's epoch as it stands now; 0 when it was never held
   */
  public void check(long current) {
    if (current != epoch) {
      throw MultichatException.conflict(
          "The lease '"
              + lease
              + "' is no longer of epoch "
              + epoch
              + "; what it guards is done by whoever holds it now.");
    }
  }
}
