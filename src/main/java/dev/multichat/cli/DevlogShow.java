package dev.multichat.cli;

import dev.multichat.core.Awaiting;
import dev.multichat.core.Devlog;
import dev.multichat.core.MultichatException;
import dev.multichat.core.Names;
import dev.multichat.core.Texts;
import java.util.Objects;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code multichat devlog show ID}. */
@Command(
    name = "show",
    description = "Prints the markdown of one devlog.",
    footer = {
      "  multichat devlog show 0198f2c4-5b7e-7cc1-8a3e-1f0a9c3e55aa",
      "  multichat devlog show 0198f2c4-5b7e-7cc1-8a3e-1f0a9c3e55aa > readiness.md"
    })
final class DevlogShow implements Runnable {
  private final Desk desk;

  @Parameters(paramLabel = "ID", description = "The id of any message in it.")
  private String id = "";

  @Option(names = "--json", description = "Prints one JSON object with 'markdown'.")
  private boolean json;

  DevlogShow(Desk desk) {
    this.desk = desk;
  }

  @Override
  public void run() {
    String message = message();
    Devlog devlog = desk.read((hub, me) -> Awaiting.result(hub.devlog(me, message)));
    if (json) {
      desk.console().json(devlog);
    } else {
      String markdown = Objects.requireNonNullElse(devlog.markdown(), "").stripTrailing();
      desk.console().line(Visible.block(markdown));
    }
  }

  private String message() {
    try {
      return Names.message(id);
    } catch (MultichatException e) {
      throw MultichatException.invalid(
          "'"
              + Texts.shown(id)
              + "' is no id of a message. Give the id of a message, as in 'multichat devlog list'.");
    }
  }
}
