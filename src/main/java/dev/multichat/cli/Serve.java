package dev.multichat.cli;

import picocli.CommandLine.Command;

/** {@code multichat serve}. */
@Command(
    name = "serve",
    description = {
      "Runs the hub until it is told to stop.",
      "",
      "It prints one line when it is ready, and logs on standard error. On SIGTERM or SIGINT it takes"
          + " no more messages, finishes what is in flight and closes the store, within 10 s.",
      "",
      "On SIGHUP it reads the configuration again: guards, retention and log change at once, and the"
          + " log names what needs a restart."
    },
    footer = {
      "  multichat serve",
      "  multichat serve --store sqlite:/var/lib/multichat/multichat.db --set log.level=warn"
    })
final class Serve implements Runnable {
  private final Desk desk;

  Serve(Desk desk) {
    this.desk = desk;
  }

  @Override
  public void run() {
    desk.engine().serve(desk.settings()::config, desk.console()::line);
  }
}
