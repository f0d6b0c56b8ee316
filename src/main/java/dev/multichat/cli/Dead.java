package dev.multichat.cli;

import dev.multichat.core.Caller;
import dev.multichat.core.DeadLetter;
import dev.multichat.core.PageQuery;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code multichat dead}. */
@Command(
    name = "dead",
    description = "Lists messages that could not be handed to a recipient, oldest first.",
    footer = {"  multichat dead", "  multichat dead --json | jq '.dead | length'"})
final class Dead implements Runnable {
  private final Desk desk;

  @Mixin private ListOptions list = new ListOptions();

  Dead(Desk desk) {
    this.desk = desk;
  }

  @Override
  public void run() {
    list.print(
        desk,
        new ListOptions.Named("dead", "There are no dead messages.", false),
        (hub, limit, cursor) -> hub.dead(Caller.operator(), new PageQuery(limit, cursor)),
        Dead::table);
  }

  private static Table table(List<DeadLetter> found) {
    Table table =
        new Table(
            new Table.Column("MESSAGE", 0),
            new Table.Column("FOR", 20),
            new Table.Column("SUBJECT", 30),
            new Table.Column("GIVEN UP (UTC)", 0));
    found.forEach(d -> table.row(d.message(), d.agent(), d.subject(), Times.shown(d.at())));
    return table;
  }
}
