package dev.multichat.core;

import org.jspecify.annotations.Nullable;

/**
 * Asks for a session's messages in order of {@code seq}.
 *
 * @param afterSeq only those behind it; 0 when absent
 */
public record HistoryQuery(String session, @Nullable Long afterSeq, @Nullable Integer limit) {
  public HistoryQuery {
    session = Names.session(Require.given("session", session));
    afterSeq = afterSeq == null ? 0L : afterSeq;
    if (afterSeq < 0) {
      throw MultichatException.invalid("'afterSeq' is " + afterSeq + "; it must be 0 or more.");
    }
    limit = Page.limit(limit);
  }
}
