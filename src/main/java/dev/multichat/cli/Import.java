package dev.multichat.cli;

import dev.multichat.config.Config;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code multichat import FILE}. */
@Command(
    name = "import",
    description = {
      "Takes an export over into the store, which no daemon may use meanwhile.",
      "With --devlogs it reads markdown devlogs that were written by hand or by other tools.",
      "",
      "The file is read to its end and checked before anything is written. Sessions and agents that"
          + " the store has already stay as they are; a session that it has in other words is a"
          + " conflict, and nothing is written. An import that was cut goes on when it is run again."
    },
    footer = {
      "  multichat import --devlogs old/ --store sqlite:fresh.db",
      "  multichat import all.jsonl --store sqlite:fresh.db",
      "  zcat all.jsonl.gz | multichat import - --store sqlite:fresh.db"
    })
final class Import implements Runnable {
  private final Desk desk;

  @ArgGroup(multiplicity = "1")
  private From from = new From();

  /** One of both. */
  static final class From {
    @Parameters(
        paramLabel = "FILE",
        arity = "0..1",
        description = "Where from; '-' is the standard input.")
    private @Nullable String file;

    @Option(
        names = "--devlogs",
        paramLabel = "FOLDER",
        description =
            "Reads the markdown files of a folder and of those in it into closed sessions. What"
                + " fits no field stays in the text; ids come from the content, so that a file is"
                + " never read twice; nobody's inbox is filled.")
    private @Nullable Path devlogs;
  }

  @Option(names = "--json", description = "Prints one JSON object with the counts.")
  private boolean json;

  Import(Desk desk) {
    this.desk = desk;
  }

  @Override
  public void run() {
    Config config = desk.settings().config();
    if (from.devlogs != null) {
      OldFiles.read(desk, config, from.devlogs, json);
    } else {
      String file = Objects.requireNonNullElse(from.file, "-");
      Engine.Moved moved =
          Bar.during(desk, "Import", json, progress -> desk.engine().load(config, file, progress));
      tell(desk, moved, json);
    }
  }

  /** Tells what was moved. */
  static void tell(Desk desk, Engine.Moved moved, boolean json) {
    if (json) {
      desk.console().json(moved);
    } else if (moved.before()) {
      desk.console().line("Everything had been moved before; nothing was done.");
    } else {
      desk.console()
          .line(
              Counted.of(moved.messages(), "message")
                  + (moved.messages() == 1 ? " was" : " were")
                  + " written; what was moved is complete.");
    }
    if (moved.keptSessions() + moved.keptAgents() > 0) {
      desk.console()
          .note(
              "There already, and left as it is: "
                  + Counted.of(moved.keptSessions(), "session")
                  + " and "
                  + Counted.of(moved.keptAgents(), "agent")
                  + ".");
    }
  }
}
