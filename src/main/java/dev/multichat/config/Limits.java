package dev.multichat.config;

/**
 * What one message may be.
 *
 * @param bodyBytes of a body in UTF-8
 * @param recipients of one message
 * @param everyone recipients of a message to everybody
 */
public record Limits(int bodyBytes, int recipients, int everyone) {
  public Limits {
    Range.check("limits.bodyBytes", bodyBytes, 1, 16777216);
    Range.check("limits.recipients", recipients, 1, 1000);
    Range.check("limits.everyone", everyone, 1, 100000);
  }
}
