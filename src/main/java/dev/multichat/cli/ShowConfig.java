package dev.multichat.cli;

import dev.multichat.config.LoadedConfig;
import dev.multichat.config.Setting;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code multichat config}. */
@Command(
    name = "config",
    description = "Shows the effective configuration and where each value came from.",
    footer = {
      "  multichat config",
      "  multichat config --set limits.bodyBytes=65536",
      "  multichat config --json | jq -r '.settings[] | select(.from != \"default\") | .key'"
    })
final class ShowConfig implements Runnable {
  private final Desk desk;

  @Option(names = "--json", description = "Prints one JSON object with 'settings'.")
  private boolean json;

  ShowConfig(Desk desk) {
    this.desk = desk;
  }

  @Override
  public void run() {
    LoadedConfig loaded = desk.reading();
    if (json) {
      Map<String, Object> object = new LinkedHashMap<>();
      if (loaded.file() != null) {
        object.put("file", loaded.file());
      }
      object.put("settings", loaded.settings());
      desk.console().json(object);
      return;
    }
    Table table =
        new Table(
            new Table.Column("KEY", 0), new Table.Column("VALUE", 0), new Table.Column("FROM", 0));
    for (Setting s : loaded.settings()) {
      table.row(s.key(), String.valueOf(s.value()), s.from());
    }
    table.print(desk.console());
  }
}
