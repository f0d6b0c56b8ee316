package dev.multichat.app;

import dev.multichat.config.Config;
import dev.multichat.config.RetentionSettings;
import dev.multichat.deliver.DeadlinesVerticle;
import dev.multichat.deliver.DeliveryVerticle;
import dev.multichat.deliver.FeedTail;
import dev.multichat.devlog.DevlogVerticle;
import dev.multichat.devlog.Removal;
import dev.multichat.hub.Attendance;
import dev.multichat.hub.Room;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is done for the whole hub after a commit: devlogs and retention, deadlines, pushes to
 * handlers. A daemon by itself does all of it, of the nodes of a cluster one each.
 */
final class Duties {
  private final Vertx vertx;
  private final Room room;
  private final Config config;
  private final DevlogWay devlogs;
  private final Attendance attendance;
  private List<Shift> shifts = List.of();
  private volatile RetentionSettings retention;
  private volatile @Nullable Retaining retaining;
  private volatile Tenure writing = Tenure.unguarded();

  Duties(Vertx vertx, Room room, Config config, Attendance attendance) {
    this.vertx = vertx;
    this.room = room;
    this.config = config;
    this.attendance = attendance;
    this.retention = config.retention();
    this.devlogs = new DevlogWay(room, config.devlogs());
  }

  Future<Void> start(FeedTail feed) {
    String holder =
        config.cluster().nodeName() + "-" + UUID.randomUUID().toString().substring(0, 8);
    Shift.Place here =
        new Shift.Place(vertx, room.store(), room.stamp().clock(), room.bus().neighbours(), holder);
    shifts =
        List.of(
            new Shift(here, "devlogs", (tenure, crew) -> write(feed, tenure, crew)),
            new Shift(
                here,
                "deadlines",
                (tenure, crew) -> crew.deploy(new DeadlinesVerticle(room, feed, tenure.fence()))),
            new Shift(
                here,
                "delivery",
                (tenure, crew) ->
                    crew.deploy(
                        new DeliveryVerticle(
                            room, feed, attendance, config.delivery(), tenure.fence()))));
    return Future.all(shifts.stream().map(Shift::start).toList()).mapEmpty();
  }

  private Future<Void> write(FeedTail feed, Tenure tenure, Shift.Crew crew) {
    writing = tenure;
    DevlogVerticle verticle = devlogs.behind(feed, tenure);
    Path folder = Path.of(config.devlogs().folder());
    Removal removal = new Removal(vertx, room.store(), folder, verticle, tenure.fence());
    Retaining kept = new Retaining(room, removal, retention, tenure.fence());
    Future<Void> begun = verticle == null ? Future.succeededFuture() : crew.deploy(verticle);
    return begun
        .compose(written -> crew.deploy(kept.verticle()))
        .onSuccess(keeping -> retaining = kept)
        .compose(keeping -> kept.finish());
  }

  /** Which of it this node does. */
  List<String> here() {
    return shifts.stream().filter(Shift::isHere).map(Shift::name).toList();
  }

  /** Whether this node does it, by the names of all of it. */
  Map<String, BooleanSupplier> all() {
    return shifts.stream().collect(Collectors.toUnmodifiableMap(Shift::name, s -> s::isHere));
  }

  long devlogLag() {
    return devlogs.lag();
  }

  Future<Void> devlogsWritten() {
    return devlogs.written(vertx);
  }

  /** Removes what is old as it is said here from now on, also when it begins later. */
  void change(RetentionSettings settings) {
    retention = settings;
    Retaining now = retaining;
    if (now != null && writing.holds()) {
      now.change(settings);
    }
  }

  /** Ends it here; another node goes on. */
  Future<Void> stop() {
    return Future.join(shifts.stream().map(Shift::stop).toList()).otherwiseEmpty().mapEmpty();
  }
}
