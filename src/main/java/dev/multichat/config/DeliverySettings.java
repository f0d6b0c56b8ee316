package dev.multichat.config;

/**
 * How messages are pushed to handlers on the event bus.
 *
 * @param replyWithinMs for a handler's reply
 * @param firstPauseMs before a failed push is tried again
 * @param longestPauseMs between two tries, at least the first pause
 * @param deadAfter failed pushes
 */
public record DeliverySettings(
    int replyWithinMs, int firstPauseMs, int longestPauseMs, int deadAfter) {
  public DeliverySettings {
    Range.check("delivery.replyWithinMs", replyWithinMs, 10, 600000);
    Range.check("delivery.firstPauseMs", firstPauseMs, 1, 600000);
    Range.check("delivery.longestPauseMs", longestPauseMs, firstPauseMs, 3600000);
    Range.check("delivery.deadAfter", deadAfter, 1, 1000);
  }
}
