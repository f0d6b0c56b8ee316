package dev.multichat.config;

/**
 * How long closed sessions are kept.
 *
 * @param closedAfterDays without activity, after which a closed session is removed; 0 is never
 * @param archive the folder that takes an export of what is removed; empty for none
 */
public record RetentionSettings(int closedAfterDays, String archive) {
  public RetentionSettings {
    Range.check("retention.closedAfterDays", closedAfterDays, 0, 36500);
  }
}
