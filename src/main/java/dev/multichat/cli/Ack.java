package dev.multichat.cli;

import dev.multichat.core.Awaiting;
import dev.multichat.core.Caller;
import dev.multichat.core.Coordinator;
import dev.multichat.core.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code multichat ack ID...}. */
@Command(
    name = "ack",
    description = "Acknowledges messages, which takes them out of the caller's inbox.",
    footer = {
      "  multichat ack 0198f2c4-5b7e-7cc1-8a3e-1f0a9c3e55aa",
      "  multichat inbox --json | jq -r '.messages[].id' | xargs multichat ack"
    })
final class Ack implements Runnable {
  private final Desk desk;

  @Parameters(paramLabel = "ID", arity = "1..*", description = "The ids of the messages.")
  private List<String> ids = new ArrayList<>();

  @Option(names = "--json", description = "Prints one JSON object with 'acknowledged'.")
  private boolean json;

  Ack(Desk desk) {
    this.desk = desk;
  }

  @Override
  public void run() {
    List<String> done = desk.connected((client, me) -> each(client.coordinator(), me, ids));
    if (json) {
      desk.console().json(Map.of("acknowledged", done));
    } else {
      desk.console().line("Acknowledged: " + Visible.line(String.join(" ", done)));
    }
  }

  /** Acknowledges them, as many at once as a call may name. */
  static List<String> each(Coordinator hub, Caller me, List<String> ids) {
    List<String> done = new ArrayList<>();
    for (int from = 0; from < ids.size(); from += Page.MOST) {
      List<String> some = ids.subList(from, Math.min(ids.size(), from + Page.MOST));
      done.addAll(Awaiting.result(hub.acknowledge(me, some)));
    }
    return done;
  }
}
