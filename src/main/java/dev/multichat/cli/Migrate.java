package dev.multichat.cli;

import dev.multichat.config.Config;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code multichat migrate}. */
@Command(
    name = "migrate",
    description = {
      "Moves everything from one store into another, which no daemon may use meanwhile.",
      "",
      "At the end both are read back and compared, by counts and by a checksum. A migration that was"
          + " cut goes on when it is run again. Stop the daemon on the source first: what it writes"
          + " meanwhile makes the comparison fail."
    },
    footer = {"  multichat migrate --from sqlite:data/multichat.db --to sqlite:/srv/multichat.db"})
final class Migrate implements Runnable {
  private final Desk desk;

  @Option(names = "--from", paramLabel = "URL", required = true, description = "The source.")
  private String from = "";

  @Option(names = "--to", paramLabel = "URL", required = true, description = "The target.")
  private String to = "";

  @Option(names = "--json", description = "Prints one JSON object with the counts.")
  private boolean json;

  Migrate(Desk desk) {
    this.desk = desk;
  }

  @Override
  public void run() {
    desk.settings().refuseStore("name the source with --from and the target with --to.");
    Config config = desk.settings().config();
    Engine.Moved moved =
        Bar.during(
            desk, "Migrate", json, progress -> desk.engine().migrate(config, from, to, progress));
    Import.tell(desk, moved, json);
  }
}
