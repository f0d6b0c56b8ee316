package dev.multichat.cli;

import dev.multichat.core.Awaiting;
import dev.multichat.core.Receipt;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code multichat dead requeue ID AGENT}. */
@Command(
    name = "requeue",
    description = "Puts a dead message back into its recipient's inbox; for operators.",
    footer = {"  multichat dead requeue 0198f2c4-5b7e-7cc1-8a3e-1f0a9c3e55aa agent-4"})
final class DeadRequeue implements Runnable {
  private final Desk desk;

  @Parameters(index = "0", paramLabel = "ID", description = "The message, as 'dead list' has it.")
  private String id = "";

  @Parameters(index = "1", paramLabel = "AGENT", description = "For whom it is.")
  private String agent = "";

  @Option(names = "--json", description = "Prints the receipt as one JSON object.")
  private boolean json;

  DeadRequeue(Desk desk) {
    this.desk = desk;
  }

  @Override
  public void run() {
    Receipt receipt =
        desk.operating(
            (client, me) -> Awaiting.result(client.coordinator().requeue(me, id, agent)));
    if (json) {
      desk.console().json(receipt);
    } else {
      desk.console().line(Send.told(receipt));
    }
  }
}
