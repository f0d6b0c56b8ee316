package dev.multichat.core;

import org.jspecify.annotations.Nullable;

/**
 * Asks for an inbox.
 *
 * @param agent whose; absent: the caller's own (others' are for operators and readers)
 * @param waitMs how long to wait for a message when there is none, at most 60,000
 */
public record InboxQuery(
    @Nullable String agent,
    @Nullable Integer waitMs,
    @Nullable Integer limit,
    @Nullable String cursor) {
  /** The longest wait in milliseconds. */
  public static final int MOST_WAIT_MS = 60_000;

  public InboxQuery {
    agent = agent == null ? null : Names.party(agent);
    waitMs = waitMs == null ? 0 : waitMs;
    if (waitMs < 0 || waitMs > MOST_WAIT_MS) {
      throw MultichatException.invalid(
          "'waitMs' is " + waitMs + "; it must be 0 to " + MOST_WAIT_MS + ".");
    }
    limit = Page.limit(limit);
  }
}
