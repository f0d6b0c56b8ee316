package dev.multichat.config;

import java.util.List;

/**
 * What the daemon logs.
 *
 * @param level of the daemon's own lines; libraries are heard from {@code warn} on
 */
public record LogSettings(String level) {
  /** The levels that may be set, fewest lines first. */
  public static final List<String> LEVELS =
      List.of("off", "error", "warn", "info", "debug", "trace");

  public LogSettings {
    if (!LEVELS.contains(level)) {
      throw new BadSetting("log.level", level, "it must be one of " + String.join(", ", LEVELS));
    }
  }
}
