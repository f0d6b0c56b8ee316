package dev.multichat.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code multichat devlog}: help, and the commands below it. */
@Command(
    name = "devlog",
    description = "Lists, shows and rebuilds devlogs, the markdown of each exchange.",
    footer = {
      "  multichat devlog list --session persistence-readiness",
      "  multichat devlog show 0198f2c4-5b7e-7cc1-8a3e-1f0a9c3e55aa",
      "  multichat devlog rebuild"
    })
final class DevlogGroup implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
