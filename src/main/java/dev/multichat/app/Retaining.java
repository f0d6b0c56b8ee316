package dev.multichat.app;

import dev.multichat.config.RetentionSettings;
import dev.multichat.devlog.DevlogVerticle;
import dev.multichat.devlog.Removal;
import dev.multichat.hub.Room;
import dev.multichat.retain.RetentionVerticle;
import dev.multichat.retain.RetentionVerticle.Removing;
import dev.multichat.store.SessionStore;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** How old sessions leave, and their devlogs with them when that is wanted. */
final class Retaining {
  private final SessionStore store;
  private final Removal removal;
  private final RetentionVerticle verticle;

  Retaining(
      Vertx vertx,
      Room room,
      Path folder,
      RetentionSettings settings,
      @Nullable DevlogVerticle devlogs) {
    this.store = room.store();
    this.removal = new Removal(vertx, store, folder, devlogs);
    this.verticle =
        new RetentionVerticle(store, settings, removing(settings), room.stamp().clock());
  }

  RetentionVerticle verticle() {
    return verticle;
  }

  /** Goes by these settings from now on. */
  void change(RetentionSettings settings) {
    verticle.change(settings, removing(settings));
  }

  private Removing removing(RetentionSettings settings) {
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
