package dev.multichat.cli;

import dev.multichat.core.Awaiting;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code multichat agent rotate ID}. */
@Command(
    name = "rotate",
    description = "Prints another token; the one before is worth nothing from now on.",
    footer = {"  multichat agent rotate agent-2", "  multichat agent rotate agent-2 --json"})
final class AgentRotate implements Runnable {
  private final Desk desk;

  @Parameters(paramLabel = "ID", description = "Whose token.")
  private String id = "";

  @Option(names = "--json", description = "Prints one JSON object with 'id', 'access', 'token'.")
  private boolean json;

  AgentRotate(Desk desk) {
    this.desk = desk;
  }

  @Override
  public void run() {
    AgentAdd.print(
        desk,
        desk.operating((client, me) -> Awaiting.result(client.identities().rotate(me, id))),
        json);
  }
}
