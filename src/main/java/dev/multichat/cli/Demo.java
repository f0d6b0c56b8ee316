package dev.multichat.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;

/** {@code multichat demo}. */
@Command(
    name = "demo",
    description = {
      "Lets four agents hold a conversation over a hub in this process.",
      "",
      "Each line is printed by the agent that received the message. At the end the session is read"
          + " back from the store and compared with what was said."
    },
    footer = {
      "  multichat demo",
      "  multichat demo --store sqlite:/tmp/trial.db --set devlogs.folder=/tmp/devlogs"
    })
final class Demo implements Callable<Integer> {
  private final Desk desk;

  Demo(Desk desk) {
    this.desk = desk;
  }

  @Override
  public Integer call() {
    boolean same =
        desk.engine()
            .demo(desk.settings().config(), line -> desk.console().line(Visible.block(line)));
    if (!same) {
      desk.console()
          .note("multichat: What was read back from the store differs from what was said.");
    }
    return same ? ExitCode.OK : ExitCode.SOFTWARE;
  }
}
