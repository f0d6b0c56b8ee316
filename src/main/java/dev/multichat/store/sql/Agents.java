package dev.multichat.store.sql;

import dev.multichat.core.Agent;
import dev.multichat.core.Card;
import dev.multichat.core.MultichatException;
import dev.multichat.core.Names;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The agents of the writer, and what being one of them allows. */
final class Agents {
  private static final int AT_HAND = 10_000;
  private static final Map<String, Card> WITHOUT_REGISTRATION =
      Map.of(
          Names.HUB,
          new Card(Names.HUB, "Hub", ""),
          Names.OPERATOR,
          new Card(Names.OPERATOR, "Operator", ""));

  private static final String ONE =
      "SELECT id, name, role, capabilities, registered_at, revoked_at FROM agent WHERE id IN (?)";
  private static final String SAVE =
      "INSERT INTO agent (id, name, role, capabilities, registered_at, revoked_at)"
          + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET name = excluded.name,"
          + " role = excluded.role, capabilities = excluded.capabilities,"
          + " registered_at = excluded.registered_at, revoked_at = excluded.revoked_at";

  private final Statements sql;
  private final Map<String, Agent> rows = new HashMap<>();

  Agents(Statements sql) {
    this.sql = sql;
  }

  @Nullable Agent find(String id) throws SQLException {
    Agent agent = rows.get(id);
    if (agent == null) {
      agent = sql.first(ONE, Agents::read, id).orElse(null);
      if (agent != null) {
        keep(agent);
      }
    }
    return agent;
  }

  private static Agent read(Cells row) {
    return new Agent(
        row.text(0),
        row.text(1),
        row.text(2),
        row.text(3),
        Instant.ofEpochMilli(row.number(4)),
        Ids.time(row.numberOrNull(5)));
  }

  /** The card of who acts; FORBIDDEN when it is unknown or revoked. */
  Card actor(@Nullable String id) throws SQLException {
    Card exempt = id == null ? null : WITHOUT_REGISTRATION.get(id);
    if (exempt != null) {
      return exempt;
    }
    Agent agent = id == null ? null : find(id);
    if (agent == null) {
      throw MultichatException.forbidden(
          "The agent '" + id + "' is not registered; register it first.");
    }
    if (agent.revokedAt() != null) {
      throw MultichatException.forbidden("The agent '" + id + "' is revoked.");
    }
    return agent.card();
  }

  /** The card of whom a message is for; NOT_FOUND when unknown, CONFLICT when revoked. */
  Card recipient(String id) throws SQLException {
    Card exempt = WITHOUT_REGISTRATION.get(id);
    if (exempt != null) {
      return exempt;
    }
    Agent agent = find(id);
    if (agent == null) {
      throw MultichatException.notFound("There is no agent '" + id + "'.");
    }
    if (agent.revokedAt() != null) {
      throw MultichatException.conflict(
          "The agent '" + id + "' is revoked and receives no messages any more.");
    }
    return agent.card();
  }

  boolean isRevoked(String id) throws SQLException {
    Agent agent = WITHOUT_REGISTRATION.containsKey(id) ? null : find(id);
    return agent != null && agent.revokedAt() != null;
  }

  void save(Agent agent) throws SQLException {
    sql.send(
        SAVE,
        agent.id(),
        agent.name(),
        agent.role(),
        agent.capabilities(),
        Ids.millis(agent.registeredAt()),
        Ids.millis(agent.revokedAt()));
    keep(agent);
  }

  private void keep(Agent agent) {
    if (rows.size() >= AT_HAND) {
      rows.clear();
    }
    rows.put(agent.id(), agent);
  }

  /** Reads those that are not at hand yet, together. */
  void load(Collection<String> ids) throws SQLException {
    List<String> unread = ids.stream().filter(id -> !rows.containsKey(id)).toList();
    sql.each(ONE, Agents::read, unread).forEach(this::keep);
  }

  void forgetAll() {
    rows.clear();
  }
}
