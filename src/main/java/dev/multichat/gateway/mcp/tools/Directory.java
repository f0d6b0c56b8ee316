package dev.multichat.gateway.mcp.tools;

import dev.multichat.core.Agenda;
import dev.multichat.core.Agent;
import dev.multichat.core.Caller;
import dev.multichat.core.Coordinator;
import dev.multichat.core.Handover.Handed;
import dev.multichat.core.Names;
import dev.multichat.core.Page;
import dev.multichat.core.PageQuery;
import dev.multichat.core.Presence;
import dev.multichat.gateway.mcp.words.Flags;
import dev.multichat.gateway.mcp.words.Words;
import dev.multichat.wire.Wire;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;

/** Who is there: the caller itself with what awaits it, and the others. */
final class Directory {
  private static final int SHOWN = 20;
  private static final int LINE = 200;

  private final Coordinator hub;

  Directory(Coordinator hub) {
    this.hub = hub;
  }

  Map<String, Tool> tools() {
    return Map.of("whoami", this::whoami, "list_agents", this::agents);
  }

  private Future<Handed<Told>> whoami(Turn turn) {
    Caller caller = turn.caller();
    Future<Agent> card =
        Names.isHubs(caller.agent())
            ? Future.succeededFuture(new Agent(caller.agent(), "", "", "", null, null))
            : hub.agent(caller, caller.agent());
    return card.compose(own -> hub.agenda(caller, null).map(agenda -> about(own, agenda).handed()));
  }

  private static Told about(Agent own, Agenda agenda) {
    JsonArray awaiting = new JsonArray();
    JsonArray steps = new JsonArray();
    agenda.awaiting().stream().limit(SHOWN).map(Directory::awaiting).forEach(awaiting::add);
    agenda.steps().stream().limit(SHOWN).map(Directory::step).forEach(steps::add);
    JsonObject data =
        new JsonObject()
            .put("id", own.id())
            .put("name", own.name())
            .put("role", own.role())
            .put("awaiting_count", agenda.awaiting().size())
            .put("awaiting", awaiting)
            .put("steps_count", agenda.steps().size())
            .put("steps", steps);
    Flags.on(data, own.name(), own.role());
    return new Told(data, words(own, agenda));
  }

  private static JsonObject awaiting(Agenda.Awaiting awaiting) {
    JsonObject json =
        new JsonObject()
            .put("message", awaiting.message())
            .put("session", awaiting.session())
            .put("from", awaiting.from())
            .put("verified", true)
            .put("kind", awaiting.kind().toString())
            .put("subject", awaiting.subject())
            .put("at", Messages.time(awaiting.recordedAt()))
            .put("overdue", awaiting.overdue());
    Flags.on(json, awaiting.subject());
    return awaiting.replyBy() == null
        ? json
        : json.put("reply_by", Messages.time(awaiting.replyBy()));
  }

  private static JsonObject step(Agenda.Step step) {
    return Flags.on(new JsonObject(), step.action())
        .put("action", step.action())
        .put("message", step.message())
        .put("session", step.session())
        .put("from", step.from())
        .put("verified", true)
        .put("at", Messages.time(step.recordedAt()));
  }

  private static String words(Agent own, Agenda agenda) {
    StringBuilder text = new StringBuilder("You are '").append(own.id()).append("'");
    if (!own.role().isEmpty()) {
      text.append(" (").append(Words.line(own.role(), LINE)).append(")");
    }
    int waiting = agenda.awaiting().size();
    int steps = agenda.steps().size();
    text.append(". ").append(Words.count(waiting, " message awaits", " messages await"));
    text.append(" your reply, ");
    text.append(Words.count(steps, " next step is yours.\n", " next steps are yours.\n"));
    if (!agenda.awaiting().isEmpty() || !agenda.steps().isEmpty()) {
      text.append(Words.FRAME);
    }
    agenda.awaiting().stream().limit(SHOWN).forEach(one -> add(text, one));
    text.append(more(waiting));
    agenda.steps().stream().limit(SHOWN).forEach(one -> add(text, one));
    return text.append(more(steps)).toString();
  }

  private static void add(StringBuilder text, Agenda.Awaiting one) {
    text.append(one.kind()).append(' ').append(one.message()).append(" from ").append(one.from());
    text.append(", session ").append(one.session());
    text.append(one.overdue() ? ", overdue:\n" : ":\n").append(Words.quoted(one.subject()));
  }

  private static void add(StringBuilder text, Agenda.Step one) {
    text.append("step set by ").append(one.from()).append(" in message ").append(one.message());
    text.append(", session ").append(one.session()).append(":\n");
    text.append(Words.quoted(Words.cut(one.action(), 0, LINE)));
  }

  private static String more(int all) {
    return all <= SHOWN
        ? ""
        : "(and " + (all - SHOWN) + " more, which come up here as those above are done)\n";
  }

  private Future<Handed<Told>> agents(Turn turn) {
    JsonObject query = turn.arguments().fields("cursor").put("limit", SHOWN);
    Caller caller = turn.caller();
    return hub.agents(caller, Wire.decode(query, PageQuery.class))
        .compose(
            page ->
                Future.all(
                        page.items().stream()
                            .map(agent -> hub.presence(caller, agent.id()))
                            .toList())
                    .map(all -> listed(page, all.list()).handed()));
  }

  private static Told listed(Page<Agent> page, List<List<Presence>> presences) {
    JsonArray agents = new JsonArray();
    StringBuilder text = new StringBuilder(Words.FRAME);
    for (int i = 0; i < page.items().size(); i++) {
      Agent agent = page.items().get(i);
      boolean present = presences.get(i).stream().anyMatch(Presence::present);
      agents.add(listed(agent, present));
      text.append(agent.id()).append(present ? " (there now)" : "");
      text.append(agent.revokedAt() == null ? ":\n" : " (revoked: takes no messages):\n");
      text.append(Words.quoted(agent.name() + ", " + agent.role()));
    }
    JsonObject data = new JsonObject().put("agents", agents);
    return Messages.paged(new Told(data, text.toString()), page.next());
  }

  private static JsonObject listed(Agent agent, boolean present) {
    return Flags.on(new JsonObject(), agent.name(), agent.role(), agent.capabilities())
        .put("id", agent.id())
        .put("name", agent.name())
        .put("role", agent.role())
        .put("capabilities", Words.cut(agent.capabilities(), 0, LINE))
        .put("present", present)
        .put("revoked", agent.revokedAt() != null);
  }
}
