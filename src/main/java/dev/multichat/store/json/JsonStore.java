package dev.multichat.store.json;

import dev.multichat.core.MultichatException;
import dev.multichat.store.Appended;
import dev.multichat.store.Credential;
import dev.multichat.store.Fence;
import dev.multichat.store.Lease;
import dev.multichat.store.StoreInfo;
import dev.multichat.store.Write;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The store in one log of JSON Lines. Completed means that its lines were forced to the disk, once
 * for each batch; one process writes, on one thread; others may read at the same time.
 */
public final class JsonStore extends ReadingStore {
  private final @Nullable Writing writing;
  private @Nullable Future<Void> closing;

  JsonStore(Vertx vertx, StoreInfo info, Guard guard, @Nullable Writing writing) {
    super(info, new Access(vertx, info, guard));
    this.writing = writing;
  }

  /**
   * Opens {@code json:<folder>}: to write, creating what is missing, or only to read, which takes
   * no lock, repairs nothing and creates nothing. CONFLICT when another process writes or the
   * schema is newer; UNAVAILABLE when the folder cannot be used.
   */
  public static Future<JsonStore> open(Vertx vertx, String url, boolean readOnly, Clock clock) {
    return new Opener(vertx, clock).open(url, readOnly);
  }

  private <T> Future<T> write(Function<Writing, Future<T>> work) {
    if (access.isClosed()) {
      return Future.failedFuture(Faults.closed());
    }
    return writing == null
        ? Future.failedFuture(MultichatException.forbidden("The store was opened only to read."))
        : work.apply(writing);
  }

  @Override
  public Future<Appended> append(List<Write> batch) {
    return write(w -> w.append(batch, info().epoch()));
  }

  @Override
  public Future<Void> saveCredentials(String agent, List<Credential> credentials) {
    return write(w -> w.credentials(agent, credentials));
  }

  @Override
  public Future<Lease> lease(String name, String holder, Instant until) {
    return write(w -> w.lease(name, holder, until));
  }

  @Override
  public Future<Void> release(String name, String holder) {
    return write(w -> w.release(name, holder));
  }

  @Override
  public Future<Integer> delete(String session, @Nullable Fence fence) {
    return write(w -> w.delete(session, fence));
  }

  @Override
  public Future<Void> newEpoch() {
    return write(Writing::newEpoch);
  }

  @Override
  public synchronized Future<Void> close() {
    access.refuse();
    if (closing == null) {
      closing = writing == null ? access.shut() : writing.close();
    }
    return closing;
  }
}
