package dev.multichat.devlog;

import dev.multichat.core.Entry;
import dev.multichat.store.SessionStore;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a folder of devlogs behind the log: it may lag, it never skips, and nothing waits for it.
 * Files are not forced to the disk. Instead the position that is saved is the one of 90 s ago, also
 * when it stops, so that started again it repeats what a power cut may have taken.
 */
public final class DevlogVerticle extends VerticleBase {
  /** The name under which its position is kept. */
  public static final String POSITION = "devlog";

  private static final Logger LOG = LoggerFactory.getLogger(DevlogVerticle.class);
  private static final String UNSAVED = "The position of the devlogs could not be saved";
  private static final String NO_INDEX = "The index of the devlogs could not be written";
  private static final long SAVE_MILLIS = 1000;

  // Linux writes back what is 30 s old every 5 s, and XFS syncs its journal every 30 s.
  private static final Duration WRITTEN_BACK = Duration.ofSeconds(90);
  private static final long FIRST_PAUSE_MILLIS = 100;
  private static final long LONGEST_PAUSE_MILLIS = 30_000;

  /** Gives the entries behind a position, as soon as there is one; at most some hundreds. */
  public interface Feed {
    Future<List<Entry>> next(long afterPosition);
  }

  /**
   * What the projection needs from around it.
   *
   * @param save keeps the position durably
   * @param newest the position of the newest entry, as far as it is known
   * @param held whether it is still this one that writes; once false it stays so
   */
  public record Log(
      SessionStore store,
      Feed feed,
      LongFunction<Future<Void>> save,
      LongSupplier newest,
      BooleanSupplier held) {}

  private final Log log;
  private final Duration indexEvery;
  private final Duration writtenBack;
  private final Projection projection;
  private final Output output;
  private volatile long position;
  private Settled settled;
  private long saved;
  private long newestBefore;
  private long pauseMillis;
  private boolean stopped;
  private boolean busy;
  private final Set<String> told = new HashSet<>();
  private Future<Void> working = Future.succeededFuture();

  public DevlogVerticle(Log log, Path folder, Duration indexEvery) {
    this(log, folder, indexEvery, WRITTEN_BACK);
  }

  /** With another time after which what was written is on the disk. */
  DevlogVerticle(Log log, Path folder, Duration indexEvery, Duration writtenBack) {
    this.log = log;
    this.indexEvery = indexEvery;
    this.writtenBack = writtenBack;
    this.settled = new Settled(0, writtenBack);
    this.projection = new Projection(new DevlogSource(log.store()));
    this.output = new Output(log, folder);
  }

  /** Up to where everything is written. Any thread. */
  public long position() {
    return position;
  }

  /** How many entries are still to be taken. Any thread. */
  public long lag() {
    return Math.max(0, log.newest().getAsLong() - position);
  }

  @Override
  public Future<?> start() {
    vertx.setPeriodic(SAVE_MILLIS, timer -> save());
    vertx.setPeriodic(indexEvery.toMillis(), timer -> writeIndex());
    return log.store()
        .position(POSITION)
        .onSuccess(
            at -> {
              position = saved = at;
              settled = new Settled(at, writtenBack);
              newestBefore = log.newest().getAsLong();
              next();
            });
  }

  @Override
  public Future<?> stop() {
    stopped = true;
    return working.otherwiseEmpty().compose(v -> writeIndex()).compose(v -> save());
  }

  /** Completes when everything up to there is written; UNAVAILABLE when that takes too long. */
  Future<Void> reached(long target) {
    return Until.holds(context, () -> !busy && position >= target);
  }

  /** Removes devlogs between two batches; what the store does not have does not come back. */
  Future<Void> remove(List<String> names) {
    return reached(0)
        .compose(
            v -> {
              projection.forget();
              return output.remove(context, names);
            });
  }

  private boolean isOver() {
    return stopped || !log.held().getAsBoolean();
  }

  private void next() {
    if (!isOver()) {
      attempt("The log could not be read", () -> log.feed().next(position), this::take);
    }
  }

  private void take(List<Entry> batch) {
    if (isOver() || batch.isEmpty()) {
      next();
      return;
    }
    busy = true;
    long began = System.nanoTime();
    working =
        attempt(
            "The log could not be read",
            () -> projection.changedBy(batch),
            sheets -> write(batch, sheets, began));
  }

  private void write(List<Entry> batch, Collection<Sheet> sheets, long began) {
    if (!isOver()) {
      working =
          attempt(
              "Devlogs could not be written",
              () -> output.write(context, sheets),
              v -> done(batch, System.nanoTime() - began));
    }
  }

  private void done(List<Entry> batch, long nanos) {
    position = batch.get(batch.size() - 1).position();
    busy = false;
    long newest = log.newest().getAsLong();
    long rest = Pace.rest(nanos, batch.size(), newest - newestBefore);
    newestBefore = newest;
    after(rest, this::next);
  }

  /** Does it until it succeeds, with growing pauses; completes after the first attempt. */
  private <T> Future<Void> attempt(String trouble, Supplier<Future<T>> what, Consumer<T> then) {
    Promise<Void> attempted = Promise.promise();
    what.get()
        .onComplete(
            result ->
                context.runOnContext(
                    result.succeeded()
                        ? v -> {
                          pauseMillis = 0;
                          told.remove(trouble);
                          then.accept(result.result());
                          attempted.complete();
                        }
                        : v -> {
                          pause(trouble, result.cause(), () -> attempt(trouble, what, then));
                          attempted.complete();
                        }));
    return attempted.future();
  }

  private void pause(String trouble, Throwable cause, Runnable again) {
    told(trouble, cause);
    pauseMillis = Math.min(LONGEST_PAUSE_MILLIS, Math.max(FIRST_PAUSE_MILLIS, 2 * pauseMillis));
    after(pauseMillis, again);
  }

  private void after(long millis, Runnable what) {
    if (isOver()) {
      return;
    }
    if (millis == 0) {
      what.run();
    } else {
      vertx.setTimer(millis, timer -> what.run());
    }
  }

  private Future<Void> save() {
    long now = System.nanoTime();
    settled.reached(position, now);
    long at = settled.at(now);
    if (at == saved || !log.held().getAsBoolean()) {
      return Future.succeededFuture();
    }
    return log.save()
        .apply(at)
        .onSuccess(v -> saved = at)
        .onSuccess(v -> told.remove(UNSAVED))
        .recover(failure -> told(UNSAVED, failure));
  }

  private Future<Void> writeIndex() {
    return output
        .writeIndex(context)
        .onSuccess(v -> told.remove(NO_INDEX))
        .recover(failure -> told(NO_INDEX, failure));
  }

  private Future<Void> told(String trouble, Throwable cause) {
    if (told.add(trouble)) {
      LOG.warn("{}; it is tried again: {}", trouble, cause.toString());
    }
    return Future.succeededFuture();
  }
}
