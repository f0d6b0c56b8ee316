package dev.multichat.app;

import dev.multichat.bench.Bed;
import dev.multichat.config.ClusterSettings;
import dev.multichat.config.Config;
import dev.multichat.config.DevlogSettings;
import dev.multichat.config.HttpSettings;
import dev.multichat.config.MetricsSettings;
import dev.multichat.core.ErrorCode;
import dev.multichat.core.MultichatException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** What {@code bench} measures: hubs and raw loops, each on a fresh store in one folder. */
final class TestBed implements Bed {
  private final Vertx vertx;
  private final Config config;
  private final Path folder;
  private final Technology technology;
  private final AtomicInteger files = new AtomicInteger();
  private @Nullable Future<Daemon> running;
  private @Nullable String used;
  private boolean ended;

  TestBed(Vertx vertx, Config config, Path folder) {
    this.vertx = vertx;
    this.config = config;
    this.folder = folder;
    this.technology = Technology.of(vertx, config.store());
  }

  @Override
  public Future<Rig> start(boolean devlogs) {
    return start(devlogs, config.http().off())
        .map(daemon -> new Rig(vertx, daemon::devlogLag, null));
  }

  @Override
  public Future<Rig> open() {
    Path token = folder.resolve("operator.token");
    return start(false, config.http().anywhere(token.toString()))
        .compose(
            daemon ->
                vertx
                    .executeBlocking(() -> new OperatorToken(token).taken())
                    .map(secret -> new Door(URI.create(daemon.url()), secret))
                    .map(door -> new Rig(vertx, daemon::devlogLag, door)));
  }

  private synchronized Future<Daemon> start(boolean devlogs, HttpSettings http) {
    if (ended) {
      return Future.failedFuture(stopped());
    }
    Path data = folder.resolve("hub-" + files.incrementAndGet());
    String url = technology.fresh().apply(data);
    used = url;
    Config fresh =
        new Config(
            url,
            new DevlogSettings(devlogs, data.resolve("devlogs").toString()),
            config.limits(),
            config.guards(),
            config.recorder(),
            config.delivery(),
            config.retention(),
            http,
            MetricsSettings.defaults(),
            config.log(),
            ClusterSettings.none());
    Future<Daemon> started = Daemon.start(vertx, fresh);
    running = started;
    return started;
  }

  @Override
  public synchronized Future<Void> stop() {
    Future<Daemon> last = running;
    running = null;
    return last == null
        ? Future.succeededFuture()
        : last.transform(
                done -> done.succeeded() ? done.result().close() : Future.succeededFuture())
            .eventually(this::clear);
  }

  /** What a store left elsewhere than in the folder. */
  private Future<Void> clear() {
    String url = used;
    return url == null
        ? Future.succeededFuture()
        : vertx.executeBlocking(
            () -> {
              technology.clear().accept(url);
              return null;
            });
  }

  /** Stops for good: whatever is asked for from now on is refused. */
  synchronized Future<Void> end() {
    ended = true;
    return stop();
  }

  private synchronized void refuseAfterEnd() {
    if (ended) {
      throw stopped();
    }
  }

  private static MultichatException stopped() {
    return new MultichatException(ErrorCode.UNAVAILABLE, "The measurement was stopped.");
  }

  @Override
  public Raw raw(int messages, int batch) {
    refuseAfterEnd();
    Path place = folder.resolve("raw-" + files.incrementAndGet());
    try {
      return technology.loop().run(place, messages, batch);
    } catch (SQLException | IOException e) {
      throw new MultichatException(ErrorCode.INTERNAL, "The raw loop failed.", e);
    }
  }
}
