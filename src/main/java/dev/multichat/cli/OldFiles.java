package dev.multichat.cli;

import dev.multichat.cli.Engine.OldFile;
import dev.multichat.cli.Engine.OldFile.Became;
import dev.multichat.config.Config;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Reads old devlogs in and reports what was read, guessed and left of each. */
final class OldFiles {
  /** What {@code --json} prints. */
  record Report(Map<Became, Integer> files, int messages, List<OldFile> each) {}

  private OldFiles() {}

  static void read(Desk desk, Config config, Path folder, boolean json) {
    List<OldFile> each = new ArrayList<>();
    Bar.during(
        desk,
        "Import",
        json,
        progress -> {
          desk.engine().readOld(config, folder, each::add, progress);
          return each;
        });
    Map<Became, Integer> files = new EnumMap<>(Became.class);
    List.of(Became.values()).forEach(became -> files.put(became, 0));
    each.forEach(file -> files.merge(file.became(), 1, Integer::sum));
    int messages =
        each.stream().filter(f -> f.became() == Became.IMPORTED).mapToInt(OldFile::messages).sum();
    if (json) {
      desk.console().json(new Report(files, messages, each));
    } else {
      each.forEach(file -> tell(desk.console(), file));
      desk.console().line(summary(each.size(), files, messages));
    }
  }

  private static void tell(Console console, OldFile file) {
    console.line(Visible.line(file.file()) + ": " + fate(file));
    file.notes().forEach(note -> console.line("  " + Visible.line(note)));
  }

  private static String fate(OldFile file) {
    return switch (file.became()) {
      case IMPORTED -> Counted.of(file.messages(), "message") + " in the session " + file.session();
      case KNOWN -> "there already, as the session " + file.session();
      case REMOVED -> "left, since its session " + file.session() + " was removed from the store";
      case TAKEN -> "left, since the store has the session " + file.session() + " already";
      case LEFT -> "left";
    };
  }

  private static String summary(int all, Map<Became, Integer> files, int messages) {
    return Counted.of(all, "file")
        + ": "
        + files.getOrDefault(Became.IMPORTED, 0)
        + " imported with "
        + Counted.of(messages, "message")
        + ", "
        + files.getOrDefault(Became.KNOWN, 0)
        + " there already, "
        + (all - files.getOrDefault(Became.IMPORTED, 0) - files.getOrDefault(Became.KNOWN, 0))
        + " left.";
  }
}
