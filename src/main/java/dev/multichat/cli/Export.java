package dev.multichat.cli;

import dev.multichat.config.Config;
import dev.multichat.wire.Wire;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code multichat export FILE}. */
@Command(
    name = "export",
    description = {
      "Writes what is recorded as lines of JSON, with counts and a checksum at the end.",
      "",
      "The same content makes the same bytes, whatever the store. It works beside a daemon, up to"
          + " what is recorded when it starts.",
      "A whole export also holds the hashes of tokens, so that its file is for its owner only"
          + " (0600); one of some sessions holds no hashes of tokens and nothing of what was"
          + " deleted."
    },
    footer = {
      "  multichat export all.jsonl",
      "  multichat export --session persistence-readiness one.jsonl",
      "  multichat export - | gzip > all.jsonl.gz"
    })
final class Export implements Runnable {
  private final Desk desk;

  @Parameters(paramLabel = "FILE", description = "Where to; '-' is the standard output.")
  private String file = "";

  @Option(names = "--session", paramLabel = "ID", description = "Only this session.")
  private @Nullable String session;

  @Option(
      names = "--agent",
      paramLabel = "ID",
      description = "Only sessions in which this agent ever took part.")
  private @Nullable String agent;

  @Option(
      names = "--from",
      paramLabel = "TIME",
      description = "Only sessions in which something was recorded then or later (RFC 3339).")
  private @Nullable Instant from;

  @Option(
      names = "--until",
      paramLabel = "TIME",
      description = "Only sessions in which something was recorded before (RFC 3339).")
  private @Nullable Instant until;

  @Option(names = "--force", description = "Replaces a file that exists.")
  private boolean force;

  @Option(
      names = "--json",
      description =
          "Prints one JSON object with the counts; on the standard error when the standard output"
              + " takes the export.")
  private boolean json;

  Export(Desk desk) {
    this.desk = desk;
  }

  @Override
  public void run() {
    Path path = file.equals("-") ? null : Path.of(file);
    write(desk, new Engine.Order(path, force, session, agent, from, until), json);
  }

  /** Writes it and tells what it holds: beside the output when that is the export itself. */
  static void write(Desk desk, Engine.Order order, boolean json) {
    Config config = desk.reading().config();
    Engine.Exported done =
        Bar.during(desk, "Export", json, progress -> desk.engine().export(config, order, progress));
    boolean beside = order.file() == null;
    if (beside) {
      desk.console().note(json ? Visible.block(Wire.pretty(done)) : sentence(order, done));
    } else if (json) {
      desk.console().json(done);
    } else {
      desk.console().line(sentence(order, done));
    }
    if (done.deleted() > 0) {
      desk.console()
          .note(
              Counted.of(done.deleted(), "session")
                  + (done.deleted() == 1 ? " was" : " were")
                  + " deleted meanwhile; an import leaves that out.");
    }
  }

  private static String sentence(Engine.Order order, Engine.Exported done) {
    return Counted.of(done.messages(), "message")
        + " in "
        + Counted.of(done.sessions(), "session")
        + (done.messages() == 1 ? " is in " : " are in ")
        + (order.file() == null ? "the export" : Visible.line(order.file().toString()))
        + ", SHA-256 "
        + done.sha256()
        + ".";
  }
}
