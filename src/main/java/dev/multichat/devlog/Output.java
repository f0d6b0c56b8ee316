package dev.multichat.devlog;

import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

/**
 * Puts devlogs into their folder as long as it is still this one that writes. What it had in work
 * when another took over it writes again as the store tells it then.
 */
final class Output {
  private final DevlogVerticle.Log log;
  private final Path folder;
  private final Pages pages;
  private Collection<Sheet> inWork = List.of();

  Output(DevlogVerticle.Log log, Path folder) {
    this.log = log;
    this.folder = folder;
    this.pages = new Pages(new Folder(folder, Pages.MOST_FILES, log.held()), Sheet::markdown);
  }

  Future<Void> write(Context context, Collection<Sheet> sheets) {
    inWork = sheets;
    return Work.on(context, () -> pages.write(sheets)).transform(done -> unlessLost(context, done));
  }

  Future<Void> writeIndex(Context context) {
    return log.held().getAsBoolean()
        ? Work.on(context, pages::writeIndex).transform(done -> unlessLost(context, done))
        : Future.succeededFuture();
  }

  Future<Void> remove(Context context, List<String> names) {
    return Work.on(context, () -> pages.remove(names));
  }

  private Future<Void> unlessLost(Context context, AsyncResult<Void> done) {
    if (!log.held().getAsBoolean()) {
      return new Renewal(context, new DevlogSource(log.store()), folder).of(inWork);
    }
    return done.succeeded() ? Future.succeededFuture() : Future.failedFuture(done.cause());
  }
}
