package dev.multichat.cli;

import dev.multichat.core.Devlog;
import dev.multichat.core.DevlogQuery;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code multichat devlog list}. */
@Command(
    name = "list",
    description = "Lists devlogs, newest first.",
    footer = {
      "  multichat devlog list --session persistence-readiness",
      "  multichat devlog list --limit 5 --json | jq -r '.devlogs[].name'"
    })
final class DevlogList implements Runnable {
  private final Desk desk;

  @Option(names = "--session", paramLabel = "SESSION", description = "Only those of one session.")
  private @Nullable String session;

  @Mixin private ListOptions list = new ListOptions();

  DevlogList(Desk desk) {
    this.desk = desk;
  }

  @Override
  public void run() {
    list.print(
        desk,
        new ListOptions.Named("devlogs", "There are no devlogs yet.", session != null),
        (hub, me, part) -> hub.devlogs(me, new DevlogQuery(session, part.limit(), part.cursor())),
        DevlogList::table);
  }

  private static Table table(List<Devlog> found) {
    Table table =
        new Table(
            new Table.Column("EXCHANGE", 0),
            new Table.Column("OPENED (UTC)", 0),
            new Table.Column("STATE", 0),
            new Table.Column("FROM", 16),
            new Table.Column("SUBJECT", 34));
    for (Devlog d : found) {
      if (d.held() != null) {
        table.note(Held.told(d.session(), d.held()));
      }
      table.row(
          d.exchange(), Times.shown(d.openedAt()), d.state().toString(), d.from(), d.subject());
    }
    return table;
  }
}
