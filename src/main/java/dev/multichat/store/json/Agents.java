package dev.multichat.store.json;

import dev.multichat.core.Agent;
import dev.multichat.core.Card;
import dev.multichat.core.MultichatException;
import dev.multichat.core.Names;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The registered agents, what being one of them allows, and a number for each name ever used. */
final class Agents {
  private static final Map<String, Card> WITHOUT_REGISTRATION =
      Map.of(
          Names.HUB,
          new Card(Names.HUB, "Hub", ""),
          Names.OPERATOR,
          new Card(Names.OPERATOR, "Operator", ""));

  final TreeMap<String, Agent> registered = new TreeMap<>();
  final List<String> names = new ArrayList<>();
  private final Map<String, Integer> numbers = new HashMap<>();

  /** The number of a name, given out now if it is new. */
  int number(String name) {
    Integer known = numbers.get(name);
    if (known != null) {
      return known;
    }
    numbers.put(name, names.size());
    names.add(name);
    return names.size() - 1;
  }

  /** The number of a name; -1 when it was never used. */
  int known(String name) {
    return numbers.getOrDefault(name, -1);
  }

  String name(int number) {
    return names.get(number);
  }

  @Nullable Agent find(@Nullable String id) {
    return id == null ? null : registered.get(id);
  }

  /** The card of who acts; FORBIDDEN when it is unknown or revoked. */
  Card actor(@Nullable String id) {
    Card exempt = id == null ? null : WITHOUT_REGISTRATION.get(id);
    if (exempt != null) {
      return exempt;
    }
    Agent agent = find(id);
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
  Card recipient(String id) {
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

  boolean isRevoked(String id) {
    Agent agent = WITHOUT_REGISTRATION.containsKey(id) ? null : find(id);
    return agent != null && agent.revokedAt() != null;
  }
}
