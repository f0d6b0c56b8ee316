package dev.multichat.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code multichat dead}: help, and the commands below it. */
@Command(
    name = "dead",
    description = "Lists messages that could not be handed to a recipient, and puts them back.",
    footer = {
      "  multichat dead list",
      "  multichat dead requeue 0198f2c4-5b7e-7cc1-8a3e-1f0a9c3e55aa agent-4"
    })
final class DeadGroup implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
