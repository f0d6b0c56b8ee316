package dev.multichat.move;

import dev.multichat.core.EntryType;
import dev.multichat.store.SessionStore;
import java.util.HashSet;
import java.util.Set;

/** The sessions and agents that a store has of its own before something is moved into it. */
record Existing(Set<String> sessions, Set<String> agents) {

  /** The sessions and agents up to a position. */
  static Existing of(SessionStore store, long upTo) {
    Set<String> sessions = new HashSet<>();
    Set<String> agents = new HashSet<>();
    Feed.each(
        store,
        0,
        upTo,
        entry -> {
          if (entry.type() == EntryType.OPENED && entry.session() != null) {
            sessions.add(entry.session());
          } else if (entry.type() == EntryType.AGENT && entry.agent() != null) {
            agents.add(entry.agent());
          }
        });
    return new Existing(sessions, agents);
  }

  /** What this has and the other has not. */
  Choice without(Existing other) {
    Set<String> onlySessions = new HashSet<>(sessions);
    onlySessions.removeAll(other.sessions);
    Set<String> onlyAgents = new HashSet<>(agents);
    onlyAgents.removeAll(other.agents);
    return new Choice(onlySessions, onlyAgents);
  }
}
