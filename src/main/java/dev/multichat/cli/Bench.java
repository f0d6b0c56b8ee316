package dev.multichat.cli;

import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code multichat bench}. */
@Command(
    name = "bench",
    description = {
      "Measures durable messages per second on this machine.",
      "",
      "It works on a fresh store in a temporary folder, beside a raw loop that writes the same"
          + " without a hub, and takes up to a minute. Of --store only the kind counts."
    },
    footer = {
      "  multichat bench",
      "  multichat bench --store json:any",
      "  multichat bench --http",
      "  multichat bench --ws",
      "  multichat bench --mcp",
      "  multichat bench --json > bench.json"
    })
final class Bench implements Runnable {
  private final Desk desk;

  @Option(names = "--million", description = "The long run: a million messages.")
  private boolean million;

  @Option(
      names = "--http",
      description =
          "The way over HTTP beside the event bus; with --million also inboxes out of a million"
              + " messages.")
  private boolean http;

  @Option(
      names = "--ws",
      description =
          "One WebSocket beside HTTP and the event bus, and how soon a recipient is shown what was"
              + " sent.")
  private boolean socket;

  @Option(
      names = "--mcp",
      description = "The tool send_message of MCP beside HTTP, and how soon the tools are listed.")
  private boolean models;

  @Option(names = "--json", description = "Prints one JSON object with 'results'.")
  private boolean json;

  Bench(Desk desk) {
    this.desk = desk;
  }

  @Override
  public void run() {
    Map<String, Object> report =
        desk.engine()
            .bench(
                desk.settings().config(),
                measurement(),
                json ? desk.console()::note : desk.console()::line);
    if (json) {
      desk.console().json(report);
    }
  }

  private Engine.Measurement measurement() {
    if (models) {
      return Engine.Measurement.MODELS;
    }
    if (socket) {
      return Engine.Measurement.LIVE;
    }
    if (http) {
      return million ? Engine.Measurement.HTTP_MILLION : Engine.Measurement.HTTP;
    }
    return million ? Engine.Measurement.MILLION : Engine.Measurement.USUAL;
  }
}
