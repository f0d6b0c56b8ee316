package dev.multichat.cli;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code multichat completion}. */
@Command(
    name = "completion",
    description = {
      "Prints the script by which bash and zsh complete commands and options.",
      "",
      "Put the first example into ~/.bashrc or ~/.zshrc, with multichat on the PATH; in zsh, behind"
          + " 'autoload -U +X compinit && compinit'."
    },
    footer = {
      "  multichat completion > ~/.multichat-completion; . ~/.multichat-completion",
      "  multichat completion > /usr/share/bash-completion/completions/multichat"
    })
final class Completion implements Runnable {
  private final Desk desk;

  @Spec private CommandSpec spec = CommandSpec.create();

  Completion(Desk desk) {
    this.desk = desk;
  }

  @Override
  public void run() {
    desk.console().line(AutoComplete.bash("multichat", spec.root().commandLine()).stripTrailing());
  }
}
