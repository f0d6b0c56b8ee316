package dev.multichat.app;

import dev.multichat.config.RetentionSettings;
import dev.multichat.devlog.Removal;
import dev.multichat.hub.Room;
import dev.multichat.retain.RetentionVerticle;
import dev.multichat.retain.RetentionVerticle.Removing;
import dev.multichat.store.Fence;
import dev.multichat.store.SessionStore;
import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/** How old sessions leave, and their devlogs with them when that is wanted. */
final class Retaining {
  private final SessionStore store;
  private final @Nullable Fence fence;
  private final Removal removal;
  private final RetentionVerticle verticle;

  Retaining(Room room, Removal removal, RetentionSettings settings, @Nullable Fence fence) {
    this.store = room.store();
    this.fence = fence;
    this.removal = removal;
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
        ? Removing.from(store, fence)
        : new Removing(removal::finish, removal::remove);
  }

  /**
   * Makes good what a crash cut off, whatever is set now; what fails is tried at the next start.
   */
  Future<Void> finish() {
    return removal.finish().otherwiseEmpty();
  }
}
