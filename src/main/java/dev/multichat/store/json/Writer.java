package dev.multichat.store.json;

import dev.multichat.core.MultichatException;
import dev.multichat.store.ProcessLock;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.io.IOException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that writes. Each piece of work is one batch of lines and is durable when its
 * future completes. When a batch could not be written, the log is cut back to what was durable
 * before and read again, before anything else is read or written.
 */
final class Writer {
  private final WorkerExecutor executor;
  private final ProcessLock lock;
  private final Guard guard;
  private final Clock clock;

  private boolean finished;

  /** What is done inside one transaction. */
  interface Work<T> {
    T on(Content content, Batch batch) throws IOException;
  }

  Writer(WorkerExecutor executor, ProcessLock lock, Guard guard, Clock clock) {
    this.executor = executor;
    this.lock = lock;
    this.guard = guard;
    this.clock = clock;
  }

  /** Queues the work; it is done in the order of the calls. */
  <T> Future<T> write(Work<T> work) {
    return queue(() -> guard.alone(content -> transact(content, work)));
  }

  /** Queues what needs more than one batch. */
  <T> Future<T> alone(Guard.Use<T> work) {
    return queue(() -> guard.alone(content -> work.of(ready(content))));
  }

  private interface Step<T> {
    T run() throws IOException;
  }

  private <T> Future<T> queue(Step<T> step) {
    try {
      return executor
          .executeBlocking(() -> unlessFinished(step), false)
          .recover(failure -> Future.failedFuture(Faults.of(failure)));
    } catch (RejectedExecutionException e) {
      return Future.failedFuture(Faults.closed());
    }
  }

  private <T> T unlessFinished(Step<T> step) throws IOException {
    if (finished) {
      throw Faults.closed();
    }
    return step.run();
  }

  /** One batch; for work that is alone. */
  <T> T transact(Content content, Work<T> work) throws IOException {
    Content ready = ready(content);
    Batch batch = new Batch(ready.state, clock.instant().truncatedTo(ChronoUnit.MILLIS));
    boolean done = false;
    try {
      T result = work.on(ready, batch);
      if (batch.size() > 0) {
        ready.commit(batch);
      }
      done = true;
      return result;
    } finally {
      if (!done && batch.size() > 0) {
        guard.distrust();
        undo(ready);
      }
    }
  }

  private Content ready(Content content) throws IOException {
    return guard.isSuspect() ? again(content) : content;
  }

  /** What fails here is tried again before the next batch. */
  private void undo(Content content) {
    try {
      again(content);
    } catch (IOException | MultichatException e) {
      Faults.later(e);
    }
  }

  private Content again(Content content) throws IOException {
    content.journal.cutBack();
    Content opened = Content.open(content.journal.folder, true);
    guard.replace(opened);
    content.close();
    return opened;
  }

  /** Finishes what was queued before, then closes. */
  Future<Void> close() {
    return executor
        .<Void>executeBlocking(this::finish, false)
        .recover(failure -> Future.failedFuture(Faults.of(failure)))
        .eventually(executor::close);
  }

  private @Nullable Void finish() throws IOException {
    finished = true;
    try (lock) {
      guard.alone(
          content -> {
            if (!guard.isSuspect()) {
              content.snapshot();
            }
            return content;
          });
      guard.close();
    }
    return null;
  }
}
