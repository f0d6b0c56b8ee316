package dev.multichat.cli;

import dev.multichat.core.Agent;
import dev.multichat.core.Awaiting;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code multichat agent revoke ID}. */
@Command(
    name = "revoke",
    description = "Takes away an agent's token and its place, for good; nothing is awaited of it.",
    footer = {"  multichat agent revoke agent-2"})
final class AgentRevoke implements Runnable {
  private final Desk desk;

  @Parameters(paramLabel = "ID", description = "Its id.")
  private String id = "";

  @Option(names = "--json", description = "Prints its card as one JSON object.")
  private boolean json;

  AgentRevoke(Desk desk) {
    this.desk = desk;
  }

  @Override
  public void run() {
    Agent gone =
        desk.operating((client, me) -> Awaiting.result(client.coordinator().revoke(me, id)));
    if (json) {
      desk.console().json(gone);
    } else {
      desk.console()
          .line(gone.id() + " is revoked since " + Times.shown(gone.revokedAt()) + " UTC.");
    }
  }
}
