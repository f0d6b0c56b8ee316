package dev.multichat.cli;

import dev.multichat.core.Agenda;
import dev.multichat.core.Agent;
import dev.multichat.core.Awaiting;
import dev.multichat.core.Caller;
import dev.multichat.core.Coordinator;
import dev.multichat.core.Names;
import dev.multichat.core.PageQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code multichat agenda [AGENT]}. */
@Command(
    name = "agenda",
    description =
        "Shows what awaits an agent, or everybody: replies and next steps. An agent sees its own.",
    footer = {"  multichat agenda", "  multichat agenda agent-3 --json"})
final class AgendaOf implements Runnable {
  private final Desk desk;

  @Parameters(paramLabel = "AGENT", arity = "0..1", description = "Its id; everybody when absent.")
  private @Nullable String agent;

  @Option(names = "--json", description = "Prints one JSON object with 'agendas'.")
  private boolean json;

  AgendaOf(Desk desk) {
    this.desk = desk;
  }

  @Override
  public void run() {
    List<Agenda> agendas = desk.read(this::agendas);
    if (json) {
      desk.console().json(Map.of("agendas", agendas));
    } else if (agendas.isEmpty()) {
      desk.console()
          .note(agent == null ? "Nothing awaits anybody." : "Nothing awaits " + agent + ".");
    } else {
      agendas.forEach(this::print);
    }
  }

  private List<Agenda> agendas(Coordinator hub, Caller me) {
    if (agent == null && !me.readsEverything()) {
      agent = me.agent();
    }
    List<Agenda> agendas = new ArrayList<>();
    for (String id : agent == null ? everybody(hub, me) : List.of(known(hub, me, agent))) {
      Agenda agenda = Awaiting.result(hub.agenda(me, id));
      if (!agenda.awaiting().isEmpty() || !agenda.steps().isEmpty()) {
        agendas.add(agenda);
      }
    }
    return agendas;
  }

  /** Its id as it is registered; an id that is not would look like one that nothing awaits. */
  private static String known(Coordinator hub, Caller me, String given) {
    String id = Names.party(given);
    return Names.isHubs(id) ? id : Awaiting.result(hub.agent(me, id)).id();
  }

  private static List<String> everybody(Coordinator hub, Caller me) {
    List<String> ids = new ArrayList<>();
    Paging.all(
        (limit, cursor) -> hub.agents(me, new PageQuery(limit, cursor)),
        agents -> agents.stream().map(Agent::id).forEach(ids::add));
    return ids;
  }

  private void print(Agenda agenda) {
    desk.console().line(agenda.agent());
    for (Agenda.Awaiting a : agenda.awaiting()) {
      String due =
          a.replyBy() == null
              ? ""
              : (a.overdue() ? ", overdue since " : ", by ") + Times.shown(a.replyBy()) + " UTC";
      desk.console()
          .line(
              "  reply to " + a.from() + "'s " + a.kind() + ": " + Visible.line(a.subject()) + due);
      desk.console().line("      " + origin(Times.shown(a.recordedAt()), a.session(), a.message()));
    }
    for (Agenda.Step s : agenda.steps()) {
      desk.console().line("  [ ] " + Visible.line(s.action()));
      String when = "set by " + s.from() + " " + Times.shown(s.recordedAt());
      desk.console().line("      " + origin(when, s.session(), s.message()));
    }
  }

  private static String origin(String when, String session, String message) {
    return when + " UTC, session " + session + ", message " + message;
  }
}
