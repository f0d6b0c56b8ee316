package dev.multichat.app;

import dev.multichat.bench.Scaling;
import dev.multichat.cli.Engine;
import dev.multichat.client.HubAddress;
import dev.multichat.client.HubClient;
import dev.multichat.client.StdioBridge;
import dev.multichat.config.Config;
import dev.multichat.config.RunningDaemon;
import dev.multichat.config.Secrets;
import dev.multichat.core.Awaiting;
import dev.multichat.core.Coordinator;
import dev.multichat.devlog.Rebuild;
import dev.multichat.store.SessionStore;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does for the commands what they ask for, with a Vert.x of its own for each. */
final class LiveEngine implements Engine {
  private static final Logger LOG = LoggerFactory.getLogger(LiveEngine.class);

  /** Both together, so that the process ends within 10 s of a signal. */
  private static final Duration TO_STOP = Duration.ofMillis(7500);

  private static final Duration TO_END = Duration.ofMillis(1500);

  private static final Duration TO_REBUILD = Duration.ofHours(1);

  private final Path home;
  private final Clock clock;

  LiveEngine(Path home, Clock clock) {
    this.home = home;
    this.clock = clock;
  }

  @Override
  public Optional<RunningDaemon> running() {
    return new DaemonFile(home).living();
  }

  @Override
  public Path hooks() {
    return home.resolve(".multichat").resolve("hooks");
  }

  @Override
  public <T> T read(Config config, Function<Coordinator, T> reading) {
    Logs.command(config.log());
    Vertx vertx = Loops.vertx();
    try {
      SessionStore store = Awaiting.result(Stores.open(vertx, config.store(), true, clock));
      try {
        return reading.apply(Awaiting.result(Daemon.reader(vertx, store, config)));
      } finally {
        Awaiting.result(store.close());
      }
    } finally {
      Awaiting.result(vertx.close());
    }
  }

  @Override
  public boolean serves(RunningDaemon daemon, Config config) {
    return daemon.store().equals(Secrets.masked(Stores.absolute(config.store())));
  }

  @Override
  public <T> T connected(Config config, Target target, Function<HubClient, T> work) {
    Logs.command(config.log());
    return with(
        vertx -> {
          HubClient client =
              new HubClient(vertx, target.url(), target.token(), target.certificate());
          try {
            return work.apply(client);
          } finally {
            Awaiting.result(client.close());
          }
        });
  }

  @Override
  public void bridge(
      Config config, Supplier<HubAddress> hub, InputStream in, Consumer<String> out) {
    Logs.command(config.log());
    with(
        vertx -> {
          new StdioBridge(vertx, hub, out).carry(in);
          return true;
        });
  }

  @Override
  public void serve(Supplier<Config> settings, Consumer<String> ready) {
    Config config = settings.get();
    Logs.daemon(config.log());
    Stores.checkShared(config);
    Vertx vertx = Awaiting.result(Loops.vertx(config.cluster()));
    try {
      Future<Daemon> starting = Daemon.start(vertx, config);
      Hangup.each(new Reload(starting, config, settings)::run);
      Daemon daemon = Awaiting.result(starting);
      DaemonFile file = new DaemonFile(home);
      Runtime.getRuntime()
          .addShutdownHook(new Thread(() -> stop(vertx, daemon, file), "multichat-stop"));
      new Announcement(config, clock.instant()).of(daemon.url(), file);
      Thread serving = Thread.currentThread();
      daemon.lost().onSuccess(stopped -> serving.interrupt());
      ready.accept(Announcement.readiness(daemon, clock.millis()));
      Thread.currentThread().join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      vertx.close();
    }
  }

  private static void stop(Vertx vertx, Daemon daemon, DaemonFile file) {
    try {
      Awaiting.result(daemon.close(), TO_STOP);
      // Not composed: what waits on one of its threads never hears that they all ended.
      Awaiting.result(vertx.close(), TO_END);
      LOG.info("Stopped; everything that was taken is stored");
    } catch (RuntimeException e) {
      LOG.error("It did not stop in order: {}", e.getMessage());
    }
    try {
      file.remove(ProcessHandle.current().pid());
    } catch (IOException e) {
      LOG.warn("A file was left behind: {}", e.toString());
    }
  }

  @Override
  public boolean demo(Config config, Consumer<String> line) {
    Logs.command(config.log());
    return with(vertx -> new DemoRun(vertx, config, line).run());
  }

  @Override
  public boolean demoCluster(Config config, @Nullable String store, Consumer<String> line) {
    Logs.command(config.log());
    return with(vertx -> new ClusterDemo(vertx, line).run(store));
  }

  @Override
  public boolean canBeShared(String store) {
    return Stores.canBeShared(store);
  }

  @Override
  public Rebuilt rebuild(Config config, Progress progress) {
    Logs.command(config.log());
    Path folder = Path.of(config.devlogs().folder());
    return with(
        vertx -> {
          SessionStore store = Awaiting.result(Stores.open(vertx, config.store(), true, clock));
          try {
            Rebuild.Done done =
                Awaiting.result(Rebuild.run(vertx, store, folder, progress::at), TO_REBUILD);
            return new Rebuilt(done.devlogs(), done.changed());
          } finally {
            Awaiting.result(store.close());
          }
        });
  }

  @Override
  public Exported export(Config config, Order order, Progress progress) {
    return moving(config, progress, moving -> moving.export(config.store(), order));
  }

  @Override
  public Moved load(Config config, String file, Progress progress) {
    return moving(config, progress, moving -> moving.load(config.store(), file));
  }

  @Override
  public Moved migrate(Config config, String from, String to, Progress progress) {
    return moving(config, progress, moving -> moving.migrate(from, to));
  }

  @Override
  public Diagnosis doctor(Config config, Progress progress) {
    return moving(config, progress, moving -> moving.doctor(config.store()));
  }

  @Override
  public void readOld(Config config, Path folder, Consumer<OldFile> file, Progress progress) {
    moving(
        config,
        progress,
        moving -> {
          moving.readOld(config.store(), folder, file);
          return true;
        });
  }

  private <T> T moving(Config config, Progress progress, Function<Moving, T> work) {
    Logs.command(config.log());
    return with(vertx -> work.apply(new Moving(vertx, clock, progress)));
  }

  @Override
  public Map<String, Object> bench(Config config, Measurement measurement, Consumer<String> line) {
    Logs.command(config.log());
    return with(
        vertx -> new BenchRun(vertx, config, Path.of("").toAbsolutePath(), line).run(measurement));
  }

  @Override
  public Map<String, Object> benchCluster(
      Config config, @Nullable String store, int hubs, Consumer<String> line) {
    Logs.command(config.log());
    return with(vertx -> new Scaling(vertx, new LocalFleet(vertx, store), line).run(hubs));
  }

  private static <T> T with(Function<Vertx, T> work) {
    Vertx vertx = Loops.vertx();
    try {
      return work.apply(vertx);
    } finally {
      Awaiting.result(vertx.close());
    }
  }
}
