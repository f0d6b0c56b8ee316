package dev.multichat.core;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What awaits an agent, oldest first; of more than 500 messages, or steps, the oldest 500.
 *
 * @param awaiting messages that await its reply
 * @param steps next steps that it owns and nobody marked done, in sessions that are not closed
 */
public record Agenda(String agent, List<Awaiting> awaiting, List<Step> steps) {
  /** How many messages, and how many steps, it tells at most. */
  public static final int MOST = 500;

  /** A message that awaits the agent's reply. */
  public record Awaiting(
      String message,
      String session,
      String exchange,
      String from,
      Kind kind,
      String subject,
      Instant recordedAt,
      @Nullable Instant replyBy,
      boolean overdue) {
    public Awaiting {
      subject = Objects.requireNonNullElse(subject, "");
    }
  }

  /** A next step and the message that set it. */
  public record Step(
      String action, String message, String session, String from, Instant recordedAt) {}
}
