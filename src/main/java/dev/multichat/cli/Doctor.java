package dev.multichat.cli;

import dev.multichat.config.Config;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** {@code multichat doctor}. */
@Command(
    name = "doctor",
    description = {
      "Looks whether the store is sound: gaps, dangling references, hashes, and its own checks.",
      "",
      "It changes nothing and works beside a daemon. It ends with 1 when anything is wrong."
    },
    footer = {
      "  multichat doctor",
      "  multichat doctor --store sqlite:copy.db --json | jq -r '.findings[]'"
    })
final class Doctor implements Callable<Integer> {
  private final Desk desk;

  @Option(names = "--json", description = "Prints one JSON object with 'findings'.")
  private boolean json;

  Doctor(Desk desk) {
    this.desk = desk;
  }

  @Override
  public Integer call() {
    Config config = desk.reading().config();
    Engine.Diagnosis found =
        Bar.during(desk, "Doctor", json, progress -> desk.engine().doctor(config, progress));
    if (json) {
      desk.console().json(found);
    } else {
      tell(found);
    }
    return found.findings().isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private void tell(Engine.Diagnosis found) {
    found.findings().forEach(finding -> desk.console().line(Visible.line(finding)));
    if (found.more() > 0) {
      desk.console().line("… and " + found.more() + " more.");
    }
    String read =
        Counted.of(found.messages(), "message")
            + " in "
            + Counted.of(found.sessions(), "session")
            + " were looked at";
    if (found.findings().isEmpty()) {
      desk.console().line("The store is sound: " + read + ".");
    } else {
      desk.console()
          .note(
              read
                  + ", and the above is wrong; restore a backup into an empty store, or export what"
                  + " can still be read.");
    }
  }
}
