package dev.multichat.cli;

import java.util.function.Function;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Shows a person at a terminal how far something long came; programs see nothing of it. */
final class Bar {
  private Bar() {}

  /** Does the work, with a bar of this name unless JSON was asked for. */
  static <T> T during(Desk desk, String name, boolean json, Function<Engine.Progress, T> work) {
    if (json || !desk.console().terminal()) {
      return work.apply((done, total) -> {});
    }
    try (ProgressBar bar =
        new ProgressBarBuilder()
            .setTaskName(name)
            .setStyle(ProgressBarStyle.ASCII)
            .setUpdateIntervalMillis(200)
            .build()) {
      return work.apply(
          (done, total) -> {
            bar.maxHint(total);
            bar.stepTo(done);
          });
    }
  }
}
