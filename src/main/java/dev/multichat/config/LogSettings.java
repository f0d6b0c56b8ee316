package dev.multichat.config;

import java.util.List;

/**
 * What the daemon logs, and how.
 *
 * @param level of the daemon's own lines; libraries are heard from {@code warn} on
 * @param format {@code text}, or {@code json} for one object in each line
 */
public record LogSettings(String level, String format) {
  /** The levels that may be set, fewest lines first. */
  public static final List<String> LEVELS =
      List.of("off", "error", "warn", "info", "debug", "trace");

  /** Lines for people. */
  public static final String TEXT = "text";

  /** Lines for programs. */
  public static final String JSON = "json";

  public LogSettings {
    if (!LEVELS.contains(level)) {
      throw new BadSetting("log.level", level, "it must be one of " + String.join(", ", LEVELS));
    }
    if (!format.equals(TEXT) && !format.equals(JSON)) {
      throw new BadSetting("log.format", format, "it must be text or json");
    }
  }

  /** What counts when nothing is set. */
  static LogSettings defaults() {
    return new LogSettings("info", TEXT);
  }
}
