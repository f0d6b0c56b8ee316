package dev.multichat.app;

import dev.multichat.config.DevlogSettings;
import dev.multichat.deliver.FeedTail;
import dev.multichat.devlog.DevlogVerticle;
import dev.multichat.hub.Room;
import dev.multichat.store.Write;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The devlogs, when they are wanted. */
final class DevlogWay {
  private static final long LOOK_MS = 5;
  private static final Duration INDEX_EVERY = Duration.ofSeconds(5);

  private final Room room;
  private final DevlogSettings settings;
  private volatile @Nullable DevlogVerticle verticle;
  private volatile Tenure tenure = Tenure.unguarded();

  DevlogWay(Room room, DevlogSettings settings) {
    this.room = room;
    this.settings = settings;
  }

  /** What writes them behind this feed as long as the tenure holds; none when they are off. */
  @Nullable DevlogVerticle behind(FeedTail feed, Tenure tenure) {
    if (settings.enabled()) {
      String epoch = room.store().info().epoch();
      DevlogVerticle.Log log =
          new DevlogVerticle.Log(
              room.store(),
              feed::next,
              at ->
                  room.bus()
                      .record(
                          Write.position(DevlogVerticle.POSITION, epoch, at).under(tenure.fence()))
                      .mapEmpty(),
              feed::last,
              tenure::holds);
      this.tenure = tenure;
      verticle = new DevlogVerticle(log, Path.of(settings.folder()), INDEX_EVERY);
    }
    return verticle;
  }

  /** How many entries they are behind; 0 when they are off, or written by another node. */
  long lag() {
    DevlogVerticle writing = verticle;
    return writing == null || !tenure.holds() ? 0 : writing.lag();
  }

  /** Completes when every devlog of what is recorded by now is on disk. */
  Future<Void> written(Vertx vertx) {
    Promise<Void> written = Promise.promise();
    vertx.setPeriodic(
        LOOK_MS,
        timer -> {
          if (lag() == 0) {
            vertx.cancelTimer(timer);
            written.complete();
          }
        });
    return written.future();
  }
}
