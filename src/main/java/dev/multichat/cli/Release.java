package dev.multichat.cli;

import dev.multichat.core.Awaiting;
import dev.multichat.core.Session;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code multichat release SESSION}. */
@Command(
    name = "release",
    description =
        "Lets a session go on that is held since its agents answered each other for ever.",
    footer = {"  multichat release persistence-readiness"})
final class Release implements Runnable {
  private final Desk desk;

  @Parameters(paramLabel = "SESSION", description = "The session, as 'sessions' has it.")
  private String session = "";

  @Option(names = "--json", description = "Prints the session as one JSON object.")
  private boolean json;

  Release(Desk desk) {
    this.desk = desk;
  }

  @Override
  public void run() {
    Session released =
        desk.operating((client, me) -> Awaiting.result(client.coordinator().release(me, session)));
    if (json) {
      desk.console().json(released);
    } else {
      desk.console().line("Released: " + Visible.line(released.id()));
    }
  }
}
