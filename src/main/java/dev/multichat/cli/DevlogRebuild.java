package dev.multichat.cli;

import dev.multichat.config.Config;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code multichat devlog rebuild}. */
@Command(
    name = "rebuild",
    description = "Writes all devlogs again from the store, byte for byte the same.",
    footer = {
      "  multichat devlog rebuild",
      "  multichat devlog rebuild --set devlogs.folder=/tmp/devlogs --json"
    })
final class DevlogRebuild implements Runnable {
  private final Desk desk;

  @Option(names = "--json", description = "Prints one JSON object with the counts.")
  private boolean json;

  DevlogRebuild(Desk desk) {
    this.desk = desk;
  }

  @Override
  public void run() {
    Config config = desk.reading().config();
    Engine.Rebuilt rebuilt =
        Bar.during(desk, "Devlogs", json, progress -> desk.engine().rebuild(config, progress));
    if (json) {
      desk.console().json(rebuilt);
    } else {
      desk.console()
          .line(
              rebuilt.devlogs()
                  + " devlogs in "
                  + Visible.line(config.devlogs().folder())
                  + ", of which "
                  + rebuilt.changed()
                  + " were missing or different.");
    }
  }
}
