package dev.multichat.cli;

import dev.multichat.config.Config;
import dev.multichat.core.MultichatException;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code multichat bench}. */
@Command(
    name = "bench",
    description = {
      "Measures durable messages per second on this machine.",
      "",
      "It works on a fresh store in a temporary folder, beside a raw loop that writes the same"
          + " without a hub, and takes up to a minute. Of --store only the kind counts.",
      "",
      "With --cluster the same load runs on one hub, on two that are one, and so on, each a process"
          + " of its own, over the store that --store names or a server that is started for them."
    },
    footer = {
      "  multichat bench",
      "  multichat bench --store json:any",
      "  multichat bench --http",
      "  multichat bench --ws",
      "  multichat bench --mcp",
      "  multichat bench --cluster 3",
      "  multichat bench --json > bench.json"
    })
final class Bench implements Runnable {
  private static final int MOST_HUBS = 3;

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

  @Option(
      names = "--cluster",
      paramLabel = "HUBS",
      description =
          "One to HUBS hubs (at most 3): processor time for each message, and how soon it is shown"
              + " at another hub; about a minute for each.")
  private @Nullable Integer hubs;

  @Option(names = "--json", description = "Prints one JSON object with 'results'.")
  private boolean json;

  Bench(Desk desk) {
    this.desk = desk;
  }

  @Override
  public void run() {
    Config config = desk.settings().config();
    Consumer<String> line = json ? desk.console()::note : desk.console()::line;
    Map<String, Object> report =
        hubs == null
            ? desk.engine().bench(config, measurement(), line)
            : desk.engine().benchCluster(config, Sharing.store(desk, config), counted(hubs), line);
    if (json) {
      desk.console().json(report);
    }
  }

  private static int counted(int hubs) {
    if (hubs < 1 || hubs > MOST_HUBS) {
      throw MultichatException.invalid(
          "--cluster is " + hubs + "; it must be the number of hubs, from 1 to " + MOST_HUBS + ".");
    }
    return hubs;
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
