package dev.multichat.cli;

import dev.multichat.core.Caller;
import dev.multichat.core.DeadLetter;
import dev.multichat.core.Page;
import dev.multichat.core.PageQuery;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code multichat dead}. */
@Command(
    name = "dead",
    description = "Lists messages that could not be handed to a recipient, oldest first.",
    footer = {"  multichat dead", "  multichat dead --json | jq '.dead | length'"})
final class Dead implements Runnable {
  private final Engine engine;
  private final Settings settings;
  private final Console console;

  @Mixin private ListOptions list = new ListOptions();

  Dead(Engine engine, Settings settings, Console console) {
    this.engine = engine;
    this.settings = settings;
    this.console = console;
  }

  @Override
  public void run() {
    Page<DeadLetter> found =
        engine.read(
            settings.config(),
            hub ->
                Paging.upTo(
                    list.limit(),
                    list.cursor(),
                    (limit, cursor) -> hub.dead(Caller.operator(), new PageQuery(limit, cursor))));
    if (list.json()) {
      list.print("dead", found, console);
    } else {
      table(found);
    }
  }

  private void table(Page<DeadLetter> found) {
    Table table =
        new Table(
            new Table.Column("MESSAGE", 0),
            new Table.Column("FOR", 20),
            new Table.Column("SUBJECT", 30),
            new Table.Column("GIVEN UP (UTC)", 0));
    found.items().forEach(d -> table.row(d.message(), d.agent(), d.subject(), Times.shown(d.at())));
    list.print(table, found, "No message is dead.", console);
  }
}
