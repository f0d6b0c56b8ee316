package dev.multichat.core;

import org.jspecify.annotations.Nullable;

/**
 * Asks for devlogs, newest first. A file of notices whose first one was replied to is listed beside
 * that exchange and does not count towards the limit.
 *
 * @param session only those of one session
 */
public record DevlogQuery(
    @Nullable String session, @Nullable Integer limit, @Nullable String cursor) {
  public DevlogQuery {
    session = session == null ? null : Names.session(session);
    limit = Page.limit(limit);
  }
}
