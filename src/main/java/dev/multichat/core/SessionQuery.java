package dev.multichat.core;

import org.jspecify.annotations.Nullable;

/**
 * Asks for sessions, newest activity first.
 *
 * @param participant only those that it takes part in
 * @param state only those in this state
 * @param text only those whose topic or id contains it, in any case
 */
public record SessionQuery(
    @Nullable String participant,
    @Nullable SessionState state,
    @Nullable String text,
    @Nullable Integer limit,
    @Nullable String cursor) {
  public SessionQuery {
    participant = participant == null ? null : Names.party(participant);
    Texts.checkLine("text", text, 200);
    limit = Page.limit(limit);
  }

  /** This query for another participant. */
  public SessionQuery of(String agent) {
    return new SessionQuery(agent, state, text, limit, cursor);
  }
}
