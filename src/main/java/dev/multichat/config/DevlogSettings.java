package dev.multichat.config;

/**
 * The markdown files, one for each exchange.
 *
 * @param enabled whether they are written
 * @param folder where; relative to the working directory
 */
public record DevlogSettings(boolean enabled, String folder) {
  public DevlogSettings {
    if (folder.isBlank()) {
      throw new BadSetting("devlogs.folder", folder, "it must be the path of a folder");
    }
  }
}
