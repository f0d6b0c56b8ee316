package dev.multichat.store.json;

import dev.multichat.core.Agent;
import dev.multichat.core.Entry;
import dev.multichat.core.EntryType;
import dev.multichat.core.MultichatException;
import dev.multichat.core.Opening;
import dev.multichat.store.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Appends events that change sessions and agents, and what happens to messages by itself. */
final class Events {
  private final Batch batch;
  private final State state;

  Events(Batch batch) {
    this.batch = batch;
    this.state = batch.state;
  }

  Outcome append(Entry event, boolean forced) {
    return switch (event.type()) {
      case OPENED -> opened(event);
      case JOINED -> joined(event, forced);
      case LEFT -> left(event);
      case CLOSED -> closed(event);
      case HELD, RELEASED -> held(event);
      case AGENT -> agent(event);
      case OVERDUE, EXPIRED, DEAD -> happened(event);
      case MESSAGE -> throw MultichatException.invalid("A message entry needs its message.");
    };
  }

  /** Appends an event that changes these exchanges. */
  private Outcome appended(Entry event, List<Integer> openers) {
    List<String> ids = openers.stream().map(state.entries::id).toList();
    Entry entry = event.appended(state.entries.last() + 1, batch.now, ids);
    batch.add(List.of(Line.entry(entry, null, null)));
    return Outcome.appended(entry);
  }

  private Outcome held(Entry event) {
    SessionRow session = state.sessions.need(event.session());
    List<Integer> openers = new ArrayList<>(state.exchanges.awaitingIn(session));
    int row = state.ids.live(event.about());
    if (row != 0 && state.entries.session(row) == session.number) {
      Integer opener = state.entries.opener(row);
      openers.remove(opener);
      openers.add(opener);
    }
    return appended(event, openers);
  }

  private Outcome opened(Entry event) {
    Opening opening = event.opening();
    String id = event.session();
    if (opening == null || id == null) {
      throw MultichatException.invalid("An opening needs its session.");
    }
    state.sessions.checkUnused(id);
    state.agents.actor(event.by());
    opening.participants().forEach(state.agents::recipient);
    return appended(event, List.of());
  }

  private Outcome joined(Entry event, boolean forced) {
    SessionRow session = state.sessions.need(event.session());
    String agent = named(event.agent());
    if (takesPart(session, agent)) {
      return Outcome.DONE;
    }
    if (session.closed) {
      throw MultichatException.conflict("The session '" + session.id + "' is closed.");
    }
    if (!session.open && !forced) {
      throw MultichatException.forbidden(
          "The session '" + session.id + "' is not open; ask a participant to let you in.");
    }
    state.agents.actor(agent);
    return appended(event, List.of());
  }

  private boolean takesPart(SessionRow session, String agent) {
    return session.participants.contains(state.agents.known(agent));
  }

  private Outcome left(Entry event) {
    SessionRow session = state.sessions.need(event.session());
    String agent = named(event.agent());
    return takesPart(session, agent)
        ? appended(event, state.exchanges.awaiting(state.agents.number(agent), session))
        : Outcome.DONE;
  }

  private Outcome closed(Entry event) {
    SessionRow session = state.sessions.need(event.session());
    return session.closed ? Outcome.DONE : appended(event, state.exchanges.awaitingIn(session));
  }

  private Outcome agent(Entry event) {
    Agent card = event.card();
    if (card == null) {
      throw MultichatException.invalid("An agent's event needs its card.");
    }
    Agent before = state.agents.find(card.id());
    if (card.revokedAt() != null) {
      return revoked(event, before);
    }
    if (before != null && before.revokedAt() != null) {
      throw MultichatException.forbidden(
          "The agent '" + card.id() + "' is revoked and cannot be changed any more.");
    }
    Agent now = card.since(before == null ? batch.now : before.registeredAt(), null);
    return now.equals(before) ? Outcome.DONE : changed(event, now, List.of());
  }

  private Outcome revoked(Entry event, @Nullable Agent before) {
    if (before == null) {
      throw MultichatException.notFound("There is no agent '" + event.agent() + "'.");
    }
    if (before.revokedAt() != null) {
      return Outcome.DONE;
    }
    List<Integer> openers = state.exchanges.awaiting(state.agents.number(before.id()), null);
    return changed(event, before.since(before.registeredAt(), batch.now), openers);
  }

  private Outcome changed(Entry event, Agent card, List<Integer> openers) {
    String by = Objects.requireNonNullElse(event.by(), card.id());
    return appended(Entry.agent(card, by), openers);
  }

  private Outcome happened(Entry event) {
    if (state.ids.find(event.about()) == 0) {
      throw MultichatException.notFound("There is no message '" + event.about() + "'.");
    }
    int row = state.ids.live(event.about());
    if (row != 0 && changes(event, row)) {
      return appended(event, List.of(state.entries.opener(row)));
    }
    if (row != 0 && state.moments.has(row, event.type())) {
      batch.add(List.of(Line.past(String.valueOf(event.about()), event.type())));
    }
    return Outcome.DONE;
  }

  private boolean changes(Entry event, int row) {
    Inboxes inboxes = state.inboxes;
    IntStream concerned = inboxes.of(row);
    if (event.type() == EntryType.DEAD) {
      int delivery = inboxes.of(row, named(event.agent()));
      concerned = IntStream.of(delivery).filter(d -> d != 0);
    }
    int flag = event.type() == EntryType.OVERDUE ? Deliveries.AWAITS : Deliveries.UNREAD;
    return concerned.anyMatch(d -> inboxes.deliveries.has(d, flag));
  }

  private static String named(@Nullable String agent) {
    if (agent == null) {
      throw MultichatException.invalid("The event names no agent.");
    }
    return agent;
  }
}
