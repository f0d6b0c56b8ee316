package dev.multichat.gateway.mcp.prompts;

import dev.multichat.core.Agenda;
import dev.multichat.core.Agent;
import dev.multichat.core.Caller;
import dev.multichat.core.Coordinator;
import dev.multichat.core.Names;
import dev.multichat.gateway.mcp.words.Words;
import dev.multichat.wire.Rfc3339;
import io.vertx.core.Future;
import java.util.List;

/** How things stand for an agent, as markdown: its card and its agenda. */
final class Standing {
  private static final int SHOWN = 20;
  private static final int LONGEST = 400;

  private Standing() {}

  static Future<String> of(Coordinator hub, Caller caller) {
    Future<Agent> card =
        Names.isHubs(caller.agent())
            ? Future.succeededFuture(new Agent(caller.agent(), "", "", "", null, null))
            : hub.agent(caller, caller.agent());
    return card.compose(own -> hub.agenda(caller, null).map(agenda -> text(own, agenda)));
  }

  private static String text(Agent own, Agenda agenda) {
    StringBuilder text = new StringBuilder("# How things stand for ").append(own.id());
    text.append("\n\n").append(Words.FRAME);
    String card = own.name() + (own.role().isEmpty() ? "" : ", " + own.role());
    if (!card.isEmpty()) {
      text.append("\n## Your card\n\n").append(Words.quoted(card));
    }
    text.append("\n## Messages that await your reply: ").append(agenda.awaiting().size());
    text.append('\n');
    first(agenda.awaiting()).forEach(one -> text.append('\n').append(awaiting(one)));
    text.append("\n## Next steps that are yours: ").append(agenda.steps().size()).append('\n');
    first(agenda.steps()).forEach(one -> text.append('\n').append(step(one)));
    return text.toString();
  }

  private static <T> List<T> first(List<T> all) {
    return all.subList(0, Math.min(SHOWN, all.size()));
  }

  private static String awaiting(Agenda.Awaiting one) {
    StringBuilder text = new StringBuilder("- ").append(one.kind()).append(' ');
    text.append(one.message()).append(", verified by the hub: from ").append(one.from());
    text.append(", session ").append(one.session()).append(", ");
    text.append(Rfc3339.text(one.recordedAt()));
    if (one.replyBy() != null) {
      text.append(one.overdue() ? ", overdue since " : ", reply by ");
      text.append(Rfc3339.text(one.replyBy()));
    }
    return text.append("\n\n").append(Words.quoted(one.subject())).toString();
  }

  private static String step(Agenda.Step one) {
    String head =
        "- Set by "
            + one.from()
            + " in message "
            + one.message()
            + ", session "
            + one.session()
            + ", "
            + Rfc3339.text(one.recordedAt());
    return head + "\n\n" + Words.quoted(Words.cut(one.action(), 0, LONGEST));
  }
}
