package dev.multichat.cli;

import dev.multichat.core.Session;
import dev.multichat.core.SessionQuery;
import dev.multichat.core.SessionState;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code multichat sessions}. */
@Command(
    name = "sessions",
    description = "Lists sessions, newest activity first.",
    footer = {
      "  multichat sessions --state active --limit 10",
      "  multichat sessions --participant agent-2 --text persistence",
      "  multichat sessions --json | jq -r '.sessions[].id'"
    })
final class Sessions implements Runnable {
  private static final int PARTICIPANTS = 20;

  private final Desk desk;

  @Option(
      names = "--participant",
      paramLabel = "AGENT",
      description = "Only those that it takes part in.")
  private @Nullable String participant;

  @Option(
      names = "--state",
      paramLabel = "STATE",
      description = "Only those in it: ${COMPLETION-CANDIDATES}.")
  private @Nullable SessionState state;

  @Option(
      names = "--text",
      paramLabel = "TEXT",
      description = "Only those whose topic or id contains it.")
  private @Nullable String text;

  @Mixin private ListOptions list = new ListOptions();

  Sessions(Desk desk) {
    this.desk = desk;
  }

  @Override
  public void run() {
    list.print(
        desk,
        new ListOptions.Named("sessions", "There are no sessions yet.", filtered()),
        (hub, me, part) ->
            hub.sessions(
                me, new SessionQuery(participant, state, text, part.limit(), part.cursor())),
        Sessions::table);
  }

  private boolean filtered() {
    return participant != null || state != null || text != null;
  }

  private static Table table(List<Session> found) {
    Table table =
        new Table(
            new Table.Column("SESSION", 0),
            new Table.Column("TOPIC", 26),
            new Table.Column("STATE", 6),
            new Table.Column("PARTICIPANTS", 40),
            new Table.Column("MESSAGES", 0),
            new Table.Column("LAST ACTIVITY (UTC)", 0));
    for (Session s : found) {
      if (s.held() != null) {
        table.note(Held.told(s.id(), s.held()));
      }
      table.row(
          s.id(),
          s.topic(),
          s.held() == null ? s.state().toString() : Held.STATE,
          first(s.participants()),
          Long.toString(s.lastSeq()),
          Times.shown(s.lastActivityAt()));
    }
    return table;
  }

  private static String first(List<String> participants) {
    int named = 0;
    int width = 0;
    for (String id : participants) {
      width += id.length() + 1;
      named += width <= PARTICIPANTS || named == 0 ? 1 : 0;
    }
    int more = participants.size() - named;
    return String.join(" ", participants.subList(0, named)) + (more == 0 ? "" : " +" + more);
  }
}
