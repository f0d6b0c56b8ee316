package dev.multichat.devlog;

import static dev.multichat.store.contract.Trial.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.core.Entry;
import dev.multichat.core.Message;
import dev.multichat.store.Outcome;
import dev.multichat.store.SessionStore;
import dev.multichat.store.Write;
import dev.multichat.store.contract.Letter;
import dev.multichat.store.contract.MovableClock;
import dev.multichat.store.contract.Trial;
import dev.multichat.store.sqlite.SqliteStore;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * A store with a session of five agents, and a projection of it that can be stopped and started.
 */
final class Desk implements AutoCloseable, DevlogVerticle.Feed {
  static final String[] AGENTS = {"a-1", "a-2", "a-3", "a-4", "a-5", "a-6"};

  final Vertx vertx = Vertx.vertx();
  final MovableClock clock = new MovableClock();
  final SessionStore store;
  final Path devlogs;
  Duration writtenBack = Duration.ZERO;
  volatile BooleanSupplier held = () -> true;
  private volatile long newest;
  private long asked = -1;
  private Promise<List<Entry>> waiting = Promise.promise();
  private Promise<Void> caughtUp = Promise.promise();
  private DevlogVerticle projection;
  private String deployment;

  Desk(Path folder) {
    devlogs = folder.resolve("devlogs");
    store = await(SqliteStore.open(vertx, "sqlite:" + folder.resolve("m.db"), false, clock));
    List<Write> writes = new ArrayList<>();
    Arrays.stream(AGENTS).map(Trial::card).forEach(writes::add);
    writes.add(Trial.opening("talk", false, AGENTS));
    append(writes);
  }

  /** Long poll: what there is behind the position, or what is appended next. */
  @Override
  public Future<List<Entry>> next(long after) {
    return store.feed(after, 512).compose(found -> found.isEmpty() ? held(after) : give(found));
  }

  private static Future<List<Entry>> give(List<Entry> found) {
    return Future.succeededFuture(found);
  }

  private synchronized Future<List<Entry>> held(long after) {
    asked = after;
    if (after < newest) {
      return next(after);
    }
    caughtUp.tryComplete();
    waiting = Promise.promise();
    return waiting.future();
  }

  List<Outcome> append(List<Write> writes) {
    List<Outcome> outcomes = await(store.append(writes)).outcomes();
    assertThat(outcomes).allMatch(outcome -> outcome.refused() == null);
    synchronized (this) {
      newest = await(store.lastPosition());
      caughtUp = Promise.promise();
      Promise<List<Entry>> wake = waiting;
      long from = asked;
      store.feed(from, 512).onSuccess(wake::tryComplete);
    }
    return outcomes;
  }

  Message send(Letter letter) {
    return append(List.of(letter.write())).get(0).entry().message();
  }

  void happens(Write event) {
    append(List.of(event));
  }

  Desk start() {
    asked = -1;
    caughtUp = Promise.promise();
    projection =
        new DevlogVerticle(
            new DevlogVerticle.Log(
                store, this, this::save, () -> newest, () -> held.getAsBoolean()),
            devlogs,
            Duration.ofHours(1),
            writtenBack);
    deployment = await(vertx.deployVerticle(projection));
    return this;
  }

  DevlogVerticle projection() {
    return projection;
  }

  private Future<Void> save(long position) {
    Write write = Write.position(DevlogVerticle.POSITION, store.info().epoch(), position);
    return store.append(List.of(write)).mapEmpty();
  }

  /** Waits until everything is on disk. */
  Desk settle() {
    Future<Void> settled;
    synchronized (this) {
      settled = asked >= newest ? Future.succeededFuture() : caughtUp.future();
    }
    await(settled);
    assertThat(projection.lag()).isZero();
    return this;
  }

  Desk stop() {
    await(vertx.undeploy(deployment));
    return this;
  }

  Desk settleAndStop() {
    return settle().stop();
  }

  long savedPosition() {
    return await(store.position(DevlogVerticle.POSITION));
  }

  /** Every file below the folder with its text. */
  Map<String, String> files() {
    return files(devlogs);
  }

  static Map<String, String> files(Path root) {
    try (Stream<Path> paths = Files.walk(root)) {
      Map<String, String> files = new TreeMap<>();
      paths
          .filter(Files::isRegularFile)
          .forEach(file -> files.put(root.relativize(file).toString(), text(file)));
      return files;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The devlogs among the files. */
  List<String> names() {
    return files().keySet().stream().filter(name -> !name.contains("README")).toList();
  }

  String text(String name) {
    return text(devlogs.resolve(name));
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    await(store.close());
    await(vertx.close());
  }
}
