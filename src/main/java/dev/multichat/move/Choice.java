package dev.multichat.move;

import dev.multichat.core.Entry;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What of a store is meant: everything, or whole sessions and the agents that they name.
 *
 * @param sessions absent for everything
 * @param agents absent for everything
 */
record Choice(@Nullable Set<String> sessions, @Nullable Set<String> agents) {
  static final Choice WHOLE = new Choice(null, null);

  boolean whole() {
    return sessions == null;
  }

  boolean takes(Entry entry) {
    String session = entry.session();
    if (session == null) {
      return agents == null || agents.contains(entry.agent());
    }
    return hasSession(session);
  }

  boolean hasSession(String session) {
    return sessions == null || sessions.contains(session);
  }
}
