package dev.multichat.cli;

import dev.multichat.config.Config;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** {@code multichat demo}. */
@Command(
    name = "demo",
    description = {
      "Lets four agents hold a conversation over a hub in this process.",
      "",
      "Each line is printed by the agent that received the message. At the end the session is read"
          + " back from the store and compared with what was said.",
      "",
      "With --cluster three hubs start as one on this machine, two agents talk across them, and one"
          + " hub is killed in the middle. They share the store that --store names, or a Redis or"
          + " PostgreSQL that is installed here and is started for them. It takes up to 90 seconds and"
          + " leaves nothing behind but what --store keeps."
    },
    footer = {
      "  multichat demo",
      "  multichat demo --cluster",
      "  multichat demo --store sqlite:/tmp/trial.db --set devlogs.folder=/tmp/devlogs"
    })
final class Demo implements Callable<Integer> {
  private final Desk desk;

  @Option(names = "--cluster", description = "Three hubs as one, of which one is killed.")
  private boolean cluster;

  Demo(Desk desk) {
    this.desk = desk;
  }

  @Override
  public Integer call() {
    return cluster ? acrossHubs() : onOneHub();
  }

  private int acrossHubs() {
    Config config = desk.settings().config();
    boolean kept =
        desk.engine()
            .demoCluster(
                config,
                Sharing.store(desk, config),
                line -> desk.console().line(Visible.block(line)));
    return kept ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private int onOneHub() {
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
