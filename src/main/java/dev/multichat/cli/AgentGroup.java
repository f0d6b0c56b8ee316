package dev.multichat.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code multichat agent}: help, and the commands below it. */
@Command(
    name = "agent",
    description = "Adds, lists and revokes agents, and gives out their tokens; for operators.",
    footer = {
      "  multichat agent add agent-2 --role 'Architecture Specialist'",
      "  multichat agent add agent-3 --client codex",
      "  multichat agent list",
      "  multichat agent rotate agent-2",
      "  multichat agent revoke agent-2"
    })
final class AgentGroup implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
