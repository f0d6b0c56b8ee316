package dev.multichat.retain;

import dev.multichat.config.RetentionSettings;
import dev.multichat.core.ErrorCode;
import dev.multichat.core.MultichatException;
import dev.multichat.core.Page;
import dev.multichat.core.Session;
import dev.multichat.core.SessionQuery;
import dev.multichat.core.SessionState;
import dev.multichat.move.Export;
import dev.multichat.move.ExportFile;
import dev.multichat.move.FreshFile;
import dev.multichat.move.Manifest;
import dev.multichat.store.Fence;
import dev.multichat.store.SessionStore;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.WorkerExecutor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes closed sessions in which nothing happened for long, at the start and every hour. When
 * there is an archive, they are exported to it first, and nothing is removed unless that lies on
 * the disk. Ids and hashes of their messages stay in the store.
 */
public final class RetentionVerticle extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(RetentionVerticle.class);
  private static final Duration EVERY = Duration.ofHours(1);
  private static final int AT_ONCE = 1000;
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

  /**
   * How a session is removed.
   *
   * @param finish goes on with what a crash or a fault has cut off
   * @param remove removes a session; how many messages it had
   */
  public record Removing(Supplier<Future<Void>> finish, Function<String, Future<Integer>> remove) {
    /** From the store only, under this fence if there is one. */
    public static Removing from(SessionStore store, @Nullable Fence fence) {
      return new Removing(Future::succeededFuture, session -> store.delete(session, fence));
    }
  }

  /** What one round goes by, from its beginning to its end. */
  private record Plan(RetentionSettings settings, Removing removing) {}

  private final SessionStore store;
  private final Clock clock;
  private volatile Plan plan;
  private @Nullable WorkerExecutor worker;
  private Future<Integer> running = Future.succeededFuture(0);
  private volatile boolean stopped;

  /** Removes nothing before it is deployed. */
  public RetentionVerticle(
      SessionStore store, RetentionSettings settings, Removing removing, Clock clock) {
    this.store = store;
    this.plan = new Plan(settings, removing);
    this.clock = clock;
  }

  @Override
  public Future<?> start() {
    worker = vertx.createSharedWorkerExecutor("multichat-retention", 1, 1, TimeUnit.HOURS);
    vertx.setPeriodic(1, EVERY.toMillis(), timer -> round());
    return Future.succeededFuture();
  }

  /** Goes by these settings from the next round on, which begins at once. */
  public void change(RetentionSettings settings, Removing removing) {
    plan = new Plan(settings, removing);
    context.runOnContext(now -> round());
  }

  @Override
  public Future<?> stop() {
    stopped = true;
    WorkerExecutor own = worker;
    return last()
        .otherwiseEmpty()
        .eventually(() -> own == null ? Future.succeededFuture() : own.close());
  }

  private synchronized Future<Integer> last() {
    return running;
  }

  /** How many sessions are removed by the round that runs now, or else by one that begins. */
  synchronized Future<Integer> round() {
    Plan now = plan;
    if (now.settings().closedAfterDays() == 0) {
      return Future.succeededFuture(0);
    }
    if (running.isComplete()) {
      running =
          now.removing()
              .finish()
              .get()
              .compose(v -> expired(now.settings(), null, new LinkedHashSet<>()))
              .compose(old -> old.isEmpty() ? Future.succeededFuture(0) : removed(now, old))
              .onFailure(
                  why -> LOG.warn("Old sessions were not all removed: {}", why.getMessage()));
    }
    return running;
  }

  private Future<Integer> removed(Plan now, Set<String> old) {
    return archive(now.settings(), old).compose(archived -> remove(now, old, archived));
  }

  /** Up to so many of them; the others follow an hour later. */
  private Future<Set<String>> expired(
      RetentionSettings settings, @Nullable String cursor, Set<String> found) {
    Instant before = clock.instant().minus(Duration.ofDays(settings.closedAfterDays()));
    SessionQuery query = new SessionQuery(null, SessionState.CLOSED, null, Page.MOST, cursor);
    return store
        .sessions(query)
        .compose(
            page -> {
              for (Session session : page.items()) {
                if (session.lastActivityAt().isBefore(before) && found.size() < AT_ONCE) {
                  found.add(session.id());
                }
              }
              return page.next() == null || found.size() == AT_ONCE || stopped
                  ? Future.succeededFuture(found)
                  : expired(settings, page.next(), found);
            });
  }

  /** Where they are kept from now on; empty when there is no archive. */
  private Future<String> archive(RetentionSettings settings, Set<String> sessions) {
    WorkerExecutor own = worker;
    if (settings.archive().isBlank() || own == null) {
      return Future.succeededFuture("");
    }
    Path file =
        Path.of(settings.archive()).resolve("closed-" + STAMP.format(clock.instant()) + ".jsonl");
    return own.executeBlocking(
        () -> {
          FreshFile.folder(file.toAbsolutePath().resolveSibling(""));
          new Export(store, (done, total) -> goOn()).toFile(file, sessions);
          try {
            return file + " (" + verified(file, sessions.size()) + " messages)";
          } catch (RuntimeException e) {
            Files.deleteIfExists(file);
            throw e;
          }
        },
        false);
  }

  private long verified(Path file, int sessions) {
    Manifest written =
        new ExportFile(file, file.toString(), (done, total) -> goOn()).verify().manifest();
    if (written.sessions() != sessions) {
      throw MultichatException.conflict(file + " lacks a session; it is tried again.");
    }
    return written.messages();
  }

  private void goOn() {
    if (stopped) {
      throw new MultichatException(ErrorCode.UNAVAILABLE, "The daemon stops.");
    }
  }

  private Future<Integer> remove(Plan now, Set<String> sessions, String archived) {
    Future<Integer> removed = Future.succeededFuture(0);
    for (String session : sessions) {
      removed =
          removed.compose(
              before ->
                  stopped
                      ? Future.succeededFuture(before)
                      : now.removing().remove().apply(session).map(messages -> before + 1));
    }
    return removed.onSuccess(
        count ->
            LOG.info(
                "Closed sessions without activity for {} days: {} removed{}",
                now.settings().closedAfterDays(),
                count,
                archived.isEmpty() ? "" : "; they are in " + archived));
  }
}
