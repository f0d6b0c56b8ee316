package dev.multichat.store.json;

import dev.multichat.store.ProcessLock;
import dev.multichat.store.StoreInfo;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.io.IOException;
import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** Opens a store: takes the lock if it writes, reads the log, and starts the writer. */
final class Opener {
  private static final String DURABILITY = "each batch is forced to the disk";
  private static final String DURABILITY_READ = "opened only to read";

  private final Vertx vertx;
  private final Clock clock;

  Opener(Vertx vertx, Clock clock) {
    this.vertx = vertx;
    this.clock = clock;
  }

  Future<JsonStore> open(String url, boolean readOnly) {
    return Future.succeededFuture()
        .compose(none -> open(Folder.of(url), readOnly))
        .recover(failure -> Future.failedFuture(Faults.of(failure)));
  }

  /** The same with segments of another size. */
  Future<JsonStore> open(Folder folder, boolean readOnly) {
    return readOnly ? vertx.executeBlocking(() -> toRead(folder), false) : toWrite(folder);
  }

  private JsonStore toRead(Folder folder) throws IOException {
    folder.checkReadable();
    Content content = Content.open(folder, false);
    StoreInfo info = info(folder, content, DURABILITY_READ);
    return new JsonStore(vertx, info, new Guard(content, false), null);
  }

  private Future<JsonStore> toWrite(Folder folder) {
    WorkerExecutor executor =
        vertx.createSharedWorkerExecutor("json-" + UUID.randomUUID(), 1, 1, TimeUnit.HOURS);
    return executor
        .executeBlocking(() -> writing(folder, executor), false)
        .onFailure(failure -> executor.close());
  }

  private JsonStore writing(Folder folder, WorkerExecutor executor) throws IOException {
    ProcessLock lock = folder.prepare();
    try {
      folder.checkWhole();
      Content content = Content.open(folder, true);
      Guard guard = new Guard(content, true);
      Writer writer = new Writer(executor, lock, guard, clock);
      Writing writing = new Writing(writer, guard, clock);
      return new JsonStore(vertx, info(folder, content, DURABILITY), guard, writing);
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private static StoreInfo info(Folder folder, Content content, String durability) {
    String epoch = content.state.keeping.epoch;
    return new StoreInfo(folder.url(), durability, epoch, Segment.LATEST);
  }
}
