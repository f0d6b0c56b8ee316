package dev.multichat.cli;

import picocli.CommandLine.Command;

/** {@code multichat serve}. */
@Command(
    name = "serve",
    description = {
      "Runs the hub until it is told to stop.",
      "",
      "It prints one line when it is ready, and logs on standard error. On SIGTERM or SIGINT it takes"
          + " no more messages, finishes what is in flight and closes the store, within 10 s."
    },
    footer = {
      "  multichat serve",
      "  multichat serve --store sqlite:/var/lib/multichat/multichat.db --set log.level=warn"
    })
final class Serve implements Runnable {
  private final Engine engine;
  private final Settings settings;
  private final Console console;

  Serve(Engine engine, Settings settings, Console console) {
    this.engine = engine;
    this.settings = settings;
    this.console = console;
  }

  @Override
  public void run() {
    engine.serve(settings.config(), console::line);
  }
}
