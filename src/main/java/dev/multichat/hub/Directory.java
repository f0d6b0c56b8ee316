package dev.multichat.hub;

import dev.multichat.bus.Bus;
import dev.multichat.bus.Committed;
import dev.multichat.core.Access;
import dev.multichat.core.Agent;
import dev.multichat.core.Caller;
import dev.multichat.core.Entry;
import dev.multichat.core.MultichatException;
import dev.multichat.core.Names;
import dev.multichat.core.Nearest;
import dev.multichat.core.Page;
import dev.multichat.core.PageQuery;
import dev.multichat.store.SessionStore;
import dev.multichat.store.Write;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The agents, as a copy in memory that follows the log. Safe for any thread. */
final class Directory {
  private final SessionStore store;
  private final Bus bus;
  private final Stamp stamp;
  private final SortedMap<String, Agent> agents = new ConcurrentSkipListMap<>();
  private final Map<String, Long> positions = new ConcurrentHashMap<>();
  private volatile Predicate<String> readers = id -> false;

  Directory(SessionStore store, Bus bus, Stamp stamp) {
    this.store = store;
    this.bus = bus;
    this.stamp = stamp;
  }

  /** Whom this tells of can never be registered. */
  void except(Predicate<String> readers) {
    this.readers = readers;
  }

  /** Reads all agents and follows what is committed from now on. */
  Future<Void> start() {
    bus.onCommitted(this::follow);
    return load(null);
  }

  private Future<Void> load(@Nullable String cursor) {
    return store
        .agents(new PageQuery(Page.MOST, cursor))
        .compose(
            page -> {
              page.items().forEach(agent -> agents.put(agent.id(), agent));
              return page.next() == null ? Future.succeededFuture() : load(page.next());
            });
  }

  private void follow(Committed hint) {
    hint.entries().forEach(this::note);
  }

  /** The newest entry of an agent counts, in whatever order entries are heard of. */
  private void note(Entry entry) {
    Agent card = entry.card();
    if (card != null) {
      positions.compute(
          card.id(),
          (id, before) -> {
            if (before != null && before >= entry.position()) {
              return before;
            }
            agents.put(id, card);
            return entry.position();
          });
    }
  }

  /** Refuses a caller that may change nothing (FORBIDDEN). */
  void checkActs(Caller caller) {
    if (caller.access() == Access.READER) {
      throw MultichatException.forbidden("A reader reads everything and changes nothing.");
    }
    checkKnown(caller);
  }

  /** Refuses an agent that is not registered or is revoked (FORBIDDEN). */
  void checkKnown(Caller caller) {
    if (caller.readsEverything() || caller.agent().equals(Names.HUB)) {
      return;
    }
    Agent agent = agents.get(caller.agent());
    if (agent == null) {
      throw MultichatException.forbidden(
          "The agent '" + caller.agent() + "' is not registered; register it first.");
    }
    if (agent.revokedAt() != null) {
      throw MultichatException.forbidden("The agent '" + caller.agent() + "' is revoked.");
    }
  }

  /** Whether mail can be accepted for this id. */
  boolean takesMail(String id) {
    Agent agent = agents.get(id);
    return id.equals(Names.OPERATOR) || (agent != null && agent.revokedAt() == null);
  }

  /** Hints that the agent may have a handler, or something new; of who is revoked never. */
  void announce(String id) {
    if (takesMail(id)) {
      bus.announce(id);
    }
  }

  /** The ids of all agents that take mail, in order. */
  List<String> everyone() {
    return agents.values().stream()
        .filter(agent -> agent.revokedAt() == null)
        .map(Agent::id)
        .toList();
  }

  /** The one agent that was asked about, or all that take mail. */
  List<String> named(@Nullable String agent) {
    return agent == null ? everyone() : List.of(find(agent).id());
  }

  Future<Agent> register(Caller caller, Agent card) {
    String id = Names.agent(card.id());
    if (caller.access() == Access.READER || readers.test(id)) {
      throw MultichatException.forbidden(
          "'" + id + "' is a reader, which sends nothing and is sent nothing; add an agent.");
    }
    if (!caller.isOperator() && !caller.agent().equals(id)) {
      throw MultichatException.forbidden(
          "'" + caller.agent() + "' cannot change the card of '" + id + "'; each agent its own.");
    }
    Agent before = agents.get(id);
    Instant since =
        before == null || before.registeredAt() == null ? stamp.now() : before.registeredAt();
    Agent next = card.since(since, null);
    if (next.equals(before)) {
      return Future.succeededFuture(before);
    }
    return record(next, caller);
  }

  Future<Agent> revoke(Caller caller, String given) {
    Agent before = find(given);
    return before.revokedAt() != null
        ? Future.succeededFuture(before)
        : record(before.since(before.registeredAt(), stamp.now()), caller);
  }

  private Future<Agent> record(Agent card, Caller caller) {
    return bus.record(Write.event(Entry.agent(card, caller.agent()), caller.isOperator()))
        .map(
            outcome -> {
              Entry entry = outcome.entry();
              if (entry == null || entry.card() == null) {
                return card;
              }
              note(entry);
              return entry.card();
            });
  }

  /** The card with what it leaves open as it is registered. */
  Agent completed(Agent card) {
    Agent known = agents.get(card.id());
    return known == null
        ? card
        : new Agent(
            card.id(),
            card.name().equals(card.id()) ? known.name() : card.name(),
            card.role().isEmpty() ? known.role() : card.role(),
            card.capabilities().isEmpty() ? known.capabilities() : card.capabilities(),
            null,
            null);
  }

  /** Whether an agent of this id is or was registered. */
  boolean knows(String id) {
    return agents.containsKey(id);
  }

  /** The agent of this id; NOT_FOUND names the nearest. */
  Agent find(String given) {
    String id = Names.party(given);
    Agent agent = agents.get(id);
    if (agent == null) {
      throw unknown(id);
    }
    return agent;
  }

  MultichatException unknown(String id) {
    if (agents.containsKey(id)) {
      return MultichatException.notFound(
          "The agent '" + id + "' is revoked, and takes no messages any more.");
    }
    List<String> nearest = Nearest.to(id, everyone());
    String hint =
        nearest.isEmpty()
            ? "no agent has a similar id."
            : "did you mean " + String.join(", ", nearest) + "?";
    return MultichatException.notFound("There is no agent '" + id + "'; " + hint);
  }
}
