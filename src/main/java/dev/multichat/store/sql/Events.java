package dev.multichat.store.sql;

import dev.multichat.core.Agent;
import dev.multichat.core.Entry;
import dev.multichat.core.MultichatException;
import dev.multichat.core.Opening;
import dev.multichat.store.Known;
import dev.multichat.store.Outcome;
import dev.multichat.store.sql.Exchanges.Concerned;
import dev.multichat.store.sql.Exchanges.Origin;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Appends events that change sessions and agents. */
final class Events {
  private final Ledger ledger;
  private final Happenings happenings;

  Events(Ledger ledger) {
    this.ledger = ledger;
    this.happenings = new Happenings(ledger);
  }

  Outcome append(Entry event, boolean forced, Log log) throws SQLException {
    ledger.rows.flush();
    return switch (event.type()) {
      case OPENED -> opened(event, log);
      case JOINED -> joined(event, forced, log);
      case LEFT -> left(event, log);
      case CLOSED -> closed(event, log);
      case HELD, RELEASED -> held(event, log);
      case AGENT -> agent(event, log);
      case OVERDUE, EXPIRED, DEAD -> happenings.append(event, log);
      case MESSAGE -> throw MultichatException.invalid("A message entry needs its message.");
    };
  }

  private Outcome opened(Entry event, Log log) throws SQLException {
    Opening opening = event.opening();
    String id = event.session();
    if (opening == null || id == null) {
      throw MultichatException.invalid("An opening needs its session.");
    }
    ledger.sessions.checkUnused(id);
    ledger.agents.actor(event.by());
    for (String agent : opening.participants()) {
      ledger.agents.recipient(agent);
    }
    String by = Objects.requireNonNullElse(event.by(), "");
    SessionRow session = ledger.sessions.create(id, opening, by, log.now());
    ledger.sessions.join(session, by);
    for (String agent : opening.participants()) {
      ledger.sessions.join(session, agent);
    }
    return Outcome.appended(log.event(event));
  }

  private Outcome joined(Entry event, boolean forced, Log log) throws SQLException {
    SessionRow session = ledger.sessions.need(event.session());
    String agent = named(event.agent());
    if (session.participants.contains(agent)) {
      return Outcome.DONE;
    }
    if (session.closed) {
      throw MultichatException.conflict("The session '" + session.id + "' is closed.");
    }
    if (!session.open && !forced) {
      throw MultichatException.forbidden(
          "The session '" + session.id + "' is not open; ask a participant to let you in.");
    }
    ledger.agents.actor(agent);
    ledger.sessions.join(session, agent);
    return Outcome.appended(log.event(event));
  }

  private Outcome left(Entry event, Log log) throws SQLException {
    SessionRow session = ledger.sessions.need(event.session());
    String agent = named(event.agent());
    if (!session.participants.contains(agent)) {
      return Outcome.DONE;
    }
    List<Concerned> concerned = ledger.exchanges.awaiting(agent, session.id);
    ledger.exchanges.excuse(agent, session.id);
    ledger.sessions.leave(session, agent);
    return Outcome.appended(log.event(event, concerned));
  }

  private Outcome closed(Entry event, Log log) throws SQLException {
    SessionRow session = ledger.sessions.need(event.session());
    if (session.closed) {
      return Outcome.DONE;
    }
    List<Concerned> concerned = ledger.exchanges.awaitingIn(session.id);
    for (Concerned exchange : concerned) {
      ledger.exchanges.end(exchange.opener());
    }
    ledger.sessions.close(session);
    return Outcome.appended(log.event(event, concerned));
  }

  private Outcome held(Entry event, Log log) throws SQLException {
    SessionRow session = ledger.sessions.need(event.session());
    List<Concerned> concerned = new ArrayList<>(ledger.exchanges.awaitingIn(session.id));
    Known about = event.about() == null ? null : ledger.knowns.find(event.about());
    Origin origin = about == null ? null : ledger.exchanges.origin(about.position()).orElse(null);
    if (origin != null && origin.session().equals(session.id)) {
      concerned.remove(origin.exchange());
      concerned.add(origin.exchange());
    }
    return Outcome.appended(log.event(event, concerned));
  }

  private Outcome agent(Entry event, Log log) throws SQLException {
    Agent card = event.card();
    if (card == null) {
      throw MultichatException.invalid("An agent's event needs its card.");
    }
    Agent before = ledger.agents.find(card.id());
    if (card.revokedAt() != null) {
      return revoked(event, before, log);
    }
    if (before != null && before.revokedAt() != null) {
      throw MultichatException.forbidden(
          "The agent '" + card.id() + "' is revoked and cannot be changed any more.");
    }
    Agent now = card.since(before == null ? log.now() : before.registeredAt(), null);
    return now.equals(before) ? Outcome.DONE : changed(event, now, List.of(), log);
  }

  private Outcome revoked(Entry event, @Nullable Agent before, Log log) throws SQLException {
    if (before == null) {
      throw MultichatException.notFound("There is no agent '" + event.agent() + "'.");
    }
    if (before.revokedAt() != null) {
      return Outcome.DONE;
    }
    List<Concerned> concerned = ledger.exchanges.awaiting(before.id());
    ledger.exchanges.excuse(before.id());
    return changed(event, before.since(before.registeredAt(), log.now()), concerned, log);
  }

  private Outcome changed(Entry event, Agent card, List<Concerned> concerned, Log log)
      throws SQLException {
    ledger.agents.save(card);
    String by = Objects.requireNonNullElse(event.by(), card.id());
    return Outcome.appended(log.event(Entry.agent(card, by), concerned));
  }

  private static String named(@Nullable String agent) {
    if (agent == null) {
      throw MultichatException.invalid("The event names no agent.");
    }
    return agent;
  }
}
