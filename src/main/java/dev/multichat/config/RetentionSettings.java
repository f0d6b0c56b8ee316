package dev.multichat.config;

/**
 * How long closed sessions are kept.
 *
 * @param closedAfterDays without activity, after which a closed session is removed; 0 is never
 * @param archive the folder that takes an export of what is removed; empty for none
 * @param devlogs what becomes of the devlogs of what is removed: {@code keep} or {@code remove}
 */
public record RetentionSettings(int closedAfterDays, String archive, String devlogs) {
  /** Devlogs outlive their sessions. */
  public static final String KEEP = "keep";

  /** Devlogs go with their sessions. */
  public static final String REMOVE = "remove";

  public RetentionSettings {
    Range.check("retention.closedAfterDays", closedAfterDays, 0, 36500);
    if (!devlogs.equals(KEEP) && !devlogs.equals(REMOVE)) {
      throw new BadSetting("retention.devlogs", devlogs, "it must be keep or remove");
    }
  }
}
