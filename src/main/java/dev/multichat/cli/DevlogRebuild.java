package dev.multichat.cli;

import dev.multichat.config.Config;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code multichat devlog rebuild}. */
@Command(
    name = "rebuild",
    description = "Writes all devlogs again from the store, byte for byte the same.",
    footer = {
      "  multichat devlog rebuild",
      "  multichat devlog rebuild --set devlogs.folder=/tmp/devlogs --json"
    })
final class DevlogRebuild implements Runnable {
  private final Desk desk;

  @Option(names = "--json", description = "Prints one JSON object with the counts.")
  private boolean json;

  DevlogRebuild(Desk desk) {
    this.desk = desk;
  }

  @Override
  public void run() {
    Config config = desk.reading().config();
    Engine.Rebuilt rebuilt = desk.console().terminal() && !json ? withBar(config) : plain(config);
    if (json) {
      desk.console().json(rebuilt);
    } else {
      desk.console()
          .line(
              rebuilt.devlogs()
                  + " devlogs in "
                  + Visible.line(config.devlogs().folder())
                  + ", of which "
                  + rebuilt.changed()
                  + " were missing or different.");
    }
  }

  private Engine.Rebuilt plain(Config config) {
    return desk.engine().rebuild(config, (done, total) -> {});
  }

  private Engine.Rebuilt withBar(Config config) {
    try (ProgressBar bar =
        new ProgressBarBuilder()
            .setTaskName("Devlogs")
            .setStyle(ProgressBarStyle.ASCII)
            .setUpdateIntervalMillis(200)
            .build()) {
      return desk.engine()
          .rebuild(
              config,
              (done, total) -> {
                bar.maxHint(total);
                bar.stepTo(done);
              });
    }
  }
}
