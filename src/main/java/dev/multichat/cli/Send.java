package dev.multichat.cli;

import dev.multichat.core.Awaiting;
import dev.multichat.core.Draft;
import dev.multichat.core.Kind;
import dev.multichat.core.Receipt;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code multichat send}. */
@Command(
    name = "send",
    description = {
      "Sends a message; it is stored when this command has ended well.",
      "",
      "It is sent by whom MULTICHAT_TOKEN is of, else by the operator."
    },
    footer = {
      "  multichat send --to agent-3 --subject Readiness 'Are you *ready*?'",
      "  multichat send --to agent-3,agent-4 --kind propose --subject Plan --file plan.md",
      "  multichat send --reply-to 0198f2c4-5b7e-7cc1-8a3e-1f0a9c3e55aa --kind accept 'Yes.'",
      "  multichat send --to agent-3 -- '- a body that begins with a dash'",
      "  git log -1 --format=%%B | multichat send --to '*' --subject 'New commit' -"
    })
final class Send implements Runnable {
  private final Desk desk;

  @Mixin private Letter letter = new Letter();

  @Option(names = "--json", description = "Prints the receipt as one JSON object.")
  private boolean json;

  Send(Desk desk) {
    this.desk = desk;
  }

  @Override
  public void run() {
    Draft draft = letter.draft(desk.console(), Kind.INFORM);
    Receipt receipt =
        desk.connected(
            (client, me) ->
                Letter.sent(draft, () -> Awaiting.result(client.coordinator().send(me, draft))));
    if (json) {
      desk.console().json(receipt);
    } else {
      desk.console().line(told(receipt));
    }
  }

  /** The receipt in words. */
  static String told(Receipt receipt) {
    List<String> states =
        receipt.recipients().stream().map(r -> r.agent() + " (" + r.state() + ")").toList();
    return receipt.id()
        + " is stored as #"
        + receipt.seq()
        + " of session "
        + receipt.session()
        + ", for "
        + (states.isEmpty() ? "nobody" : String.join(", ", states))
        + ".";
  }
}
