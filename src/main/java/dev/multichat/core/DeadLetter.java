package dev.multichat.core;

import java.time.Instant;
import java.util.Objects;

/**
 * A message that could not be handed to one recipient.
 *
 * @param at when the hub gave up
 */
public record DeadLetter(String message, String session, String agent, String subject, Instant at) {
  public DeadLetter {
    subject = Objects.requireNonNullElse(subject, "");
  }
}
