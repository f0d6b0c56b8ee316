package dev.multichat.gateway;

import dev.multichat.core.ErrorCode;
import dev.multichat.core.MultichatException;
import dev.multichat.metrics.Meters;
import java.time.Duration;

/**
 * What all ways in on one server have together, since callers have it once and not once a way.
 *
 * @param slowReader after which a connection that takes nothing is cut
 */
public record Shared(Door door, Budget budget, Places places, Meters meters, Duration slowReader) {

  /** Counts what a caller is refused, or what failed. */
  public void refused(Throwable failure) {
    meters.refused(
        failure instanceof MultichatException refusal ? refusal.code() : ErrorCode.INTERNAL);
  }
}
