package dev.multichat.core;

import org.jspecify.annotations.Nullable;

/**
 * Asks for a session's messages in order of {@code seq}, from its first one on unless told
 * otherwise.
 *
 * @param afterSeq only those behind it; not together with a cursor
 * @param cursor {@code next} of the page before
 */
public record HistoryQuery(
    String session, @Nullable Long afterSeq, @Nullable Integer limit, @Nullable String cursor) {
  public HistoryQuery {
    session = Names.session(Require.given("session", session));
    if (afterSeq != null && afterSeq < 0) {
      throw MultichatException.invalid("'afterSeq' is " + afterSeq + "; it must be 0 or more.");
    }
    if (afterSeq != null && cursor != null) {
      throw MultichatException.invalid(
          "'afterSeq' and 'cursor' both say where to begin; give one of them, not both.");
    }
    limit = Page.limit(limit);
  }
}
