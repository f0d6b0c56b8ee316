package dev.multichat.cli;

import dev.multichat.config.Config;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code multichat import FILE}. */
@Command(
    name = "import",
    description = {
      "Takes an export over into the store, which no daemon may use meanwhile.",
      "",
      "The file is read to its end and checked before anything is written. Sessions and agents that"
          + " the store has already stay as they are; a session that it has in other words is a"
          + " conflict, and nothing is written. An import that was cut goes on when it is run again."
    },
    footer = {
      "  multichat import all.jsonl --store sqlite:fresh.db",
      "  zcat all.jsonl.gz | multichat import - --store sqlite:fresh.db"
    })
final class Import implements Runnable {
  private final Desk desk;

  @Parameters(paramLabel = "FILE", description = "Where from; '-' is the standard input.")
  private String file = "";

  @Option(names = "--json", description = "Prints one JSON object with the counts.")
  private boolean json;

  Import(Desk desk) {
    this.desk = desk;
  }

  @Override
  public void run() {
    Config config = desk.settings().config();
    Engine.Moved moved =
        Bar.during(desk, "Import", json, progress -> desk.engine().load(config, file, progress));
    tell(desk, moved, json);
  }

  /** Tells what was moved. */
  static void tell(Desk desk, Engine.Moved moved, boolean json) {
    if (json) {
      desk.console().json(moved);
    } else if (moved.before()) {
      desk.console().line("Everything had been moved before; nothing was done.");
    } else {
      desk.console().line(moved.messages() + " messages were written; what was moved is complete.");
    }
    if (moved.keptSessions() + moved.keptAgents() > 0) {
      desk.console()
          .note(
              moved.keptSessions()
                  + " sessions and "
                  + moved.keptAgents()
                  + " agents were there already and stay as they are.");
    }
  }
}
