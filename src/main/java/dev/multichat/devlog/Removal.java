package dev.multichat.devlog;

import dev.multichat.core.Entry;
import dev.multichat.core.ErrorCode;
import dev.multichat.core.Message;
import dev.multichat.core.MultichatException;
import dev.multichat.store.Fence;
import dev.multichat.store.SessionStore;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Removes a session from its store and then its devlogs. Which files these are is on the disk
 * before the store lets the session go, so that {@link #finish} makes good what a crash cut off.
 */
public final class Removal {
  private static final int PAGE = 500;

  private final Context context;
  private final SessionStore store;
  private final Path root;
  private final @Nullable DevlogVerticle projection;
  private final @Nullable Fence fence;
  private final Pages pages;

  /**
   * @param projection the one that writes into the folder meanwhile; absent for none
   * @param fence under which sessions are deleted; absent for none
   */
  public Removal(
      Vertx vertx,
      SessionStore store,
      Path folder,
      @Nullable DevlogVerticle projection,
      @Nullable Fence fence) {
    this.context = vertx.getOrCreateContext();
    this.store = store;
    this.root = folder.toAbsolutePath().normalize();
    this.projection = projection;
    this.fence = fence;
    this.pages = new Pages(folder, Pages.MOST_FILES);
  }

  /**
   * Removes a closed session; how many messages it had. UNAVAILABLE, and nothing is removed, while
   * its devlogs may still be written.
   */
  public Future<Integer> remove(String session) {
    return finish()
        .compose(v -> written())
        .compose(v -> names(session, Long.MAX_VALUE, new ArrayList<>()))
        .compose(names -> leave(new Leaving(session, names)))
        .recover(this::told);
  }

  /** Removes the files of what left the store already. */
  public Future<Void> finish() {
    return context
        .executeBlocking(() -> Leaving.read(root))
        .compose(begun -> begun.map(this::finish).orElseGet(Future::succeededFuture))
        .recover(this::told);
  }

  private Future<Void> finish(Leaving begun) {
    return store
        .session(begun.session())
        .compose(
            found ->
                found.isEmpty() ? withdraw(begun.names()) : Work.on(context, this::forgetLeaving));
  }

  private Future<Integer> leave(Leaving leaving) {
    boolean none = leaving.names().isEmpty() || (projection == null && !Files.isDirectory(root));
    if (none) {
      return store.delete(leaving.session(), fence);
    }
    return Work.on(context, () -> leaving.write(root))
        .compose(v -> store.delete(leaving.session(), fence))
        .compose(messages -> withdraw(leaving.names()).map(messages));
  }

  private Future<Void> withdraw(List<String> names) {
    Future<Void> gone =
        projection == null ? Work.on(context, () -> pages.remove(names)) : projection.remove(names);
    return gone.compose(v -> Work.on(context, this::forgetLeaving));
  }

  private <T> Future<T> told(Throwable fault) {
    return Future.failedFuture(
        fault instanceof MultichatException
            ? fault
            : new MultichatException(
                ErrorCode.UNAVAILABLE,
                "Devlogs in "
                    + root
                    + " could not be removed ("
                    + fault
                    + "); it is tried again, see to its permissions and its disk.",
                fault));
  }

  private void forgetLeaving() throws IOException {
    Leaving.done(root);
  }

  /** Entries that the projection has not taken yet would bring the files back. */
  private Future<Void> written() {
    DevlogVerticle writer = projection;
    return writer == null
        ? Future.succeededFuture()
        : store
            .feed(writer.position(), 1)
            .compose(
                next ->
                    // Behind what was deleted nothing comes that could be waited for.
                    next.isEmpty() ? Future.succeededFuture(0L) : store.lastPosition())
            .compose(writer::reached);
  }

  /** The names that its devlogs have or may have had. */
  private Future<List<String>> names(String session, long below, List<String> found) {
    return store
        .openers(session, below, PAGE)
        .compose(
            openers -> {
              openers.forEach(opener -> add(opener, found));
              return openers.isEmpty()
                  ? Future.succeededFuture(found)
                  : names(session, openers.get(openers.size() - 1).position(), found);
            });
  }

  private static void add(Entry opener, List<String> found) {
    Optional.ofNullable(opener.message())
        .filter(Message::isNotice)
        .filter(notice -> DevlogSource.beginsFile(opener))
        .ifPresent(notice -> found.add(DevlogName.notices(opener)));
    found.add(DevlogName.exchange(opener));
  }
}
