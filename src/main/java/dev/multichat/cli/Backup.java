package dev.multichat.cli;

import dev.multichat.core.MultichatException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code multichat backup FILE}. */
@Command(
    name = "backup",
    description = {
      "Writes everything into one file, beside a running daemon too.",
      "",
      "The file is a whole export, for its owner only since it holds hashes of tokens. It appears"
          + " when it is complete and on the disk. 'multichat import' into an empty store restores"
          + " it."
    },
    footer = {
      "  multichat backup /var/backups/multichat.jsonl",
      "  multichat import /var/backups/multichat.jsonl --store sqlite:restored.db"
    })
final class Backup implements Runnable {
  private final Desk desk;

  @Parameters(paramLabel = "FILE", description = "Where to.")
  private String file = "";

  @Option(names = "--force", description = "Replaces a file that exists.")
  private boolean force;

  @Option(names = "--json", description = "Prints one JSON object with the counts.")
  private boolean json;

  Backup(Desk desk) {
    this.desk = desk;
  }

  @Override
  public void run() {
    if (file.equals("-")) {
      throw MultichatException.invalid("A backup needs a file; 'export -' writes to the output.");
    }
    Export.write(desk, Engine.Order.all(Path.of(file), force), json);
  }
}
