package dev.multichat.move;

import dev.multichat.core.Entry;
import dev.multichat.core.EntryType;
import dev.multichat.core.Message;
import dev.multichat.core.MultichatException;
import dev.multichat.store.SessionStore;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which sessions are asked for; with nothing set, everything. A session is taken as a whole or not
 * at all.
 *
 * @param session only this one
 * @param agent only those in which it ever took part
 * @param from only those in which something was recorded then or later
 * @param until only those in which something was recorded before
 */
public record Wanted(
    @Nullable String session,
    @Nullable String agent,
    @Nullable Instant from,
    @Nullable Instant until) {
  /** Everything. */
  public static final Wanted ALL = new Wanted(null, null, null, null);

  /** What is known of a session while the log is read. */
  private static final class Found {
    private boolean named;
    private boolean inTime;
  }

  /** Looks for them up to a position; NOT_FOUND for a session or an agent that is not there. */
  Choice choose(SessionStore store, long upTo) {
    if (equals(ALL)) {
      return Choice.WHOLE;
    }
    if (session != null && Waiting.on(store.session(session)).isEmpty()) {
      throw MultichatException.notFound("There is no session '" + session + "' in the store.");
    }
    if (agent != null && Waiting.on(store.agent(agent)).isEmpty()) {
      throw MultichatException.notFound("There is no agent '" + agent + "' in the store.");
    }
    Map<String, Found> found = new HashMap<>();
    Feed.each(store, 0, upTo, entry -> look(entry, found));
    Set<String> sessions = new HashSet<>();
    found.forEach(
        (id, what) -> {
          if (what.named && what.inTime) {
            sessions.add(id);
          }
        });
    return of(store, sessions, upTo);
  }

  /** These sessions with the agents that they name. */
  static Choice of(SessionStore store, Set<String> sessions, long upTo) {
    Set<String> agents = new HashSet<>();
    Feed.each(
        store,
        0,
        upTo,
        entry -> {
          if (entry.session() != null && sessions.contains(entry.session())) {
            agents.addAll(names(entry));
          }
        });
    return new Choice(Set.copyOf(sessions), Set.copyOf(agents));
  }

  private void look(Entry entry, Map<String, Found> found) {
    String id = entry.session();
    if (id == null || (session != null && !session.equals(id))) {
      return;
    }
    Found what = found.computeIfAbsent(id, none -> new Found());
    what.named |= agent == null || (takesPart(entry) && names(entry).contains(agent));
    Instant at = entry.at();
    what.inTime |=
        at != null && (from == null || !at.isBefore(from)) && (until == null || at.isBefore(until));
  }

  private static boolean takesPart(Entry entry) {
    return switch (entry.type()) {
      case MESSAGE, OPENED, JOINED -> true;
      default -> false;
    };
  }

  /** Everybody whom an entry names. */
  private static Set<String> names(Entry entry) {
    Set<String> names = new LinkedHashSet<>();
    Message message = entry.message();
    if (message != null) {
      names.add(message.from());
      names.addAll(message.to());
    }
    if (entry.type() == EntryType.OPENED && entry.opening() != null) {
      names.addAll(entry.opening().participants());
    }
    if (entry.agent() != null) {
      names.add(entry.agent());
    }
    if (entry.by() != null) {
      names.add(entry.by());
    }
    return names;
  }
}
