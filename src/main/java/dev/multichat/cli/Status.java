package dev.multichat.cli;

import dev.multichat.core.Awaiting;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code multichat status}. */
@Command(
    name = "status",
    description = {
      "Shows how the daemon is, and who you are to it; of several that are one hub also the others,"
          + " and who of them does what for all.",
      "",
      "Agents see only who they are."
    },
    footer = {
      "  multichat status",
      "  multichat status --url http://127.0.0.1:8642 --json | jq .devlogLag"
    })
final class Status implements Runnable {
  private final Desk desk;

  @Option(names = "--json", description = "Prints one JSON object.")
  private boolean json;

  Status(Desk desk) {
    this.desk = desk;
  }

  @Override
  public void run() {
    JsonObject status =
        desk.connected(
            (client, me) -> Awaiting.result(client.status(me)).put("url", client.url().toString()));
    if (json) {
      desk.console().line(Visible.block(status.encodePrettily()));
    } else {
      print(status);
    }
  }

  private void print(JsonObject status) {
    JsonObject you = status.getJsonObject("you", new JsonObject());
    row("Daemon", status.getString("url"));
    row("You", you.getString("agent") + ", access " + you.getString("access"));
    row("Version", status.getString("version"));
    row("Process", status.getLong("pid"));
    row("Running", running(status.getLong("uptimeMs")));
    row("Store", status.getString("store"));
    row("Durability", status.getString("durability"));
    Long lag = status.getLong("devlogLag");
    row("Devlogs", lag == null ? null : lag == 0 ? "up to date" : lag + " entries behind");
    JsonObject cluster = status.getJsonObject("cluster");
    if (cluster != null) {
      print(cluster, cluster.getJsonArray("members", new JsonArray()));
    }
  }

  private void print(JsonObject cluster, JsonArray members) {
    row(
        "Cluster",
        cluster.getString("name")
            + ", "
            + members.size()
            + " of "
            + cluster.getInteger("configured")
            + " nodes are there");
    desk.console().line("");
    Table table =
        new Table(
            new Table.Column("NODE", 0),
            new Table.Column("AGENTS", 0),
            new Table.Column("CONNECTIONS", 0),
            new Table.Column("STREAMS", 0),
            new Table.Column("SENDS/S", 0),
            new Table.Column("DOES FOR ALL", 40));
    for (int i = 0; i < members.size(); i++) {
      fill(table, members.getJsonObject(i));
    }
    table.print(desk.console());
  }

  private static void fill(Table table, JsonObject member) {
    table.row(
        member.getString("node") + (member.getBoolean("self") ? " (asked)" : ""),
        member.getString("agents"),
        member.getString("connections"),
        member.getString("streams"),
        member.getString("sendsPerSecond"),
        member.getJsonArray("duties").stream()
            .map(String::valueOf)
            .collect(Collectors.joining(", ")));
  }

  private void row(String name, @Nullable Object value) {
    if (value != null) {
      desk.console().line(String.format("%-12s", name) + Visible.line(value.toString()));
    }
  }

  private static @Nullable String running(@Nullable Long millis) {
    if (millis == null) {
      return null;
    }
    Duration time = Duration.ofMillis(millis);
    String clock =
        String.format(
            "%d:%02d:%02d", time.toHoursPart(), time.toMinutesPart(), time.toSecondsPart());
    return (time.toDays() == 0 ? "" : time.toDays() + " days ") + clock + " h";
  }
}
