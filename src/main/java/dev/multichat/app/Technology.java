package dev.multichat.app;

import dev.multichat.bench.Bed;
import dev.multichat.config.Secrets;
import dev.multichat.core.MultichatException;
import dev.multichat.core.Texts;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.function.Function;

/**
 * A kind of store as {@code bench} needs it.
 *
 * @param fresh the URL of a store that keeps its files in this folder
 * @param loop writes the same as a hub, without one
 */
record Technology(Function<Path, String> fresh, Loop loop) {
  /** The raw loop of a kind of store. */
  interface Loop {
    /** Writes so many messages into a fresh folder, so many at once; blocks. */
    Bed.Raw run(Path folder, int messages, int batch) throws IOException, SQLException;
  }

  private static final Map<String, Technology> BY_PREFIX =
      Map.of(
          "sqlite:",
          new Technology(folder -> "sqlite:" + folder.resolve("multichat.db"), Technology::sqlite),
          "json:",
          new Technology(folder -> "json:" + folder.resolve("sessions"), Technology::json));

  /** The kind of store that a URL stands for. */
  static Technology of(String url) {
    String prefix = url.substring(0, url.indexOf(':') + 1);
    Technology known = BY_PREFIX.get(prefix);
    if (known == null) {
      throw MultichatException.invalid(
          "bench cannot measure '"
              + Texts.shown(Secrets.masked(url))
              + "'; name a store such as"
              + " sqlite:x or json:x.");
    }
    return known;
  }

  private static Bed.Raw sqlite(Path folder, int messages, int batch) throws SQLException {
    Path file = folder.resolveSibling(folder.getFileName() + ".db");
    var result = dev.multichat.store.sqlite.RawLoop.run(file, messages, batch);
    return new Bed.Raw(result.perSecond(), result.p50Micros());
  }

  private static Bed.Raw json(Path folder, int messages, int batch) throws IOException {
    var result = dev.multichat.store.json.RawLoop.run(folder, messages, batch);
    return new Bed.Raw(result.perSecond(), result.p50Micros());
  }
}
