package dev.multichat.cli;

import dev.multichat.config.Config;
import dev.multichat.core.MultichatException;
import org.jspecify.annotations.Nullable;

/** Which store several hubs of this machine share. */
final class Sharing {
  private Sharing() {}

  /**
   * The one that is named; absent when a server is to be started for them. A store that the
   * configuration names for one daemon alone is not meant for this; INVALID when --store does.
   */
  static @Nullable String store(Desk desk, Config config) {
    if (desk.engine().canBeShared(config.store())) {
      return config.store();
    }
    if (desk.settings().namesStore()) {
      throw MultichatException.invalid(
          "Several hubs cannot share the store that --store names; give redis://HOST:6379/0 or"
              + " postgresql://USER@HOST/DATABASE, or leave it out for a server that is started.");
    }
    return null;
  }
}
