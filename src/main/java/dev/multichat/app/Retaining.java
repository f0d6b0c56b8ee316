package dev.multichat.app;

import dev.multichat.config.Config;
import dev.multichat.config.RetentionSettings;
import dev.multichat.devlog.DevlogVerticle;
import dev.multichat.devlog.Removal;
import dev.multichat.retain.RetentionVerticle;
import dev.multichat.retain.RetentionVerticle.Removing;
import dev.multichat.store.SessionStore;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** How old sessions leave, and their devlogs with them when that is wanted. */
final class Retaining {
  private final SessionStore store;
  private final RetentionSettings settings;
  private final Removal removal;

  Retaining(Vertx vertx, SessionStore store, Config config, @Nullable DevlogVerticle devlogs) {
    this.store = store;
    this.settings = config.retention();
    this.removal = new Removal(vertx, store, Path.of(config.devlogs().folder()), devlogs);
  }

  /** What removes them, unless all are kept. */
  @Nullable RetentionVerticle verticle(Clock clock) {
    return settings.closedAfterDays() == 0
        ? null
        : new RetentionVerticle(store, settings, removing(), clock);
  }

  private Removing removing() {
    return settings.devlogs().equals(RetentionSettings.KEEP)
        ? Removing.from(store)
        : new Removing(removal::finish, removal::remove);
  }

  /**
   * Makes good what a crash cut off, whatever is set now; what fails is tried at the next start.
   */
  Future<Void> finish() {
    return removal.finish().otherwiseEmpty();
  }
}
