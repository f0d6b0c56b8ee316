package dev.multichat.app;

import dev.multichat.bench.Bed;
import dev.multichat.config.Config;
import dev.multichat.config.DevlogSettings;
import dev.multichat.core.ErrorCode;
import dev.multichat.core.MultichatException;
import dev.multichat.store.sqlite.RawLoop;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** What {@code bench} measures: hubs and raw loops, each on a fresh SQLite file in one folder. */
final class TestBed implements Bed {
  private final Vertx vertx;
  private final Config config;
  private final Path folder;
  private final AtomicInteger files = new AtomicInteger();
  private @Nullable Daemon running;

  TestBed(Vertx vertx, Config config, Path folder) {
    this.vertx = vertx;
    this.config = config;
    this.folder = folder;
  }

  @Override
  public Future<Rig> start(boolean devlogs) {
    Path data = folder.resolve("hub-" + files.incrementAndGet());
    Config fresh =
        new Config(
            "sqlite:" + data.resolve("multichat.db"),
            new DevlogSettings(devlogs, data.resolve("devlogs").toString()),
            config.limits(),
            config.recorder(),
            config.delivery(),
            config.log());
    return Daemon.start(vertx, fresh)
        .onSuccess(daemon -> running = daemon)
        .map(daemon -> new Rig(vertx, daemon::devlogLag));
  }

  @Override
  public Future<Void> stop() {
    Daemon daemon = running;
    running = null;
    return daemon == null ? Future.succeededFuture() : daemon.close();
  }

  @Override
  public Raw raw(int messages, int batch) {
    Path file = folder.resolve("raw-" + files.incrementAndGet() + ".db");
    try {
      RawLoop.Result result = RawLoop.run(file, messages, batch);
      return new Raw(result.perSecond(), result.p50Micros());
    } catch (SQLException e) {
      throw new MultichatException(ErrorCode.INTERNAL, "The raw loop failed.", e);
    }
  }
}
