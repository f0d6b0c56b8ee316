package dev.multichat.cli;

import dev.multichat.core.Coordinator;
import dev.multichat.core.DeadLetter;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code multichat dead list}. */
@Command(
    name = "list",
    description = "Lists messages that could not be handed to a recipient, oldest first.",
    footer = {"  multichat dead list", "  multichat dead list --json | jq '.dead | length'"})
final class DeadList implements Runnable {
  private final Desk desk;

  @Mixin private ListOptions list = new ListOptions();

  DeadList(Desk desk) {
    this.desk = desk;
  }

  @Override
  public void run() {
    list.print(
        desk,
        new ListOptions.Named("dead", "There are no dead messages.", false),
        Coordinator::dead,
        DeadList::table);
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
