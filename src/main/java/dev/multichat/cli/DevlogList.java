package dev.multichat.cli;

import dev.multichat.core.Caller;
import dev.multichat.core.Devlog;
import dev.multichat.core.DevlogQuery;
import dev.multichat.core.Page;
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
  private final Engine engine;
  private final Settings settings;
  private final Console console;

  @Option(names = "--session", paramLabel = "SESSION", description = "Only those of one session.")
  private @Nullable String session;

  @Mixin private ListOptions list = new ListOptions();

  DevlogList(Engine engine, Settings settings, Console console) {
    this.engine = engine;
    this.settings = settings;
    this.console = console;
  }

  @Override
  public void run() {
    Page<Devlog> found =
        engine.read(
            settings.config(),
            hub ->
                Paging.upTo(
                    list.limit(),
                    list.cursor(),
                    (limit, cursor) ->
                        hub.devlogs(Caller.operator(), new DevlogQuery(session, limit, cursor))));
    if (list.json()) {
      list.print("devlogs", found, console);
    } else {
      table(found);
    }
  }

  private void table(Page<Devlog> found) {
    Table table =
        new Table(
            new Table.Column("EXCHANGE", 0),
            new Table.Column("OPENED (UTC)", 0),
            new Table.Column("STATE", 0),
            new Table.Column("FROM", 16),
            new Table.Column("SUBJECT", 34));
    for (Devlog d : found.items()) {
      table.row(
          d.exchange(), Times.shown(d.openedAt()), d.state().toString(), d.from(), d.subject());
    }
    list.print(table, found, "No devlog is there that fits.", console);
  }
}
