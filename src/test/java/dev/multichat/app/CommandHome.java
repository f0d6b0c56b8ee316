package dev.multichat.app;

import static dev.multichat.store.contract.Trial.await;

import dev.multichat.cli.Engine;
import dev.multichat.config.Config;
import dev.multichat.config.DeliverySettings;
import dev.multichat.config.DevlogSettings;
import dev.multichat.contract.Scene;
import dev.multichat.core.Coordinator;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;

/** A user's home folder, in which a real daemon runs or does not, and the commands' real engine. */
public final class CommandHome implements AutoCloseable {
  private final Path folder;
  public final Vertx vertx = Vertx.vertx();
  private Daemon daemon;

  public CommandHome(Path folder) {
    this.folder = folder;
  }

  public String store() {
    return "sqlite:" + folder.resolve("multichat.db");
  }

  public Path tokenFile() {
    return folder.resolve("operator.token");
  }

  public String url() {
    return daemon.url();
  }

  public Coordinator coordinator() {
    return daemon.coordinator();
  }

  public Engine engine() {
    return new LiveEngine(folder, Clock.systemUTC());
  }

  /** Starts the daemon, as {@code serve} does it. */
  public CommandHome started() {
    Config standard = Config.defaults();
    Path devlogs = folder.resolve("devlogs");
    daemon =
        await(
            Daemon.start(
                vertx,
                new Config(
                    store(),
                    new DevlogSettings(false, devlogs.toString()),
                    standard.limits(),
                    Scene.GUARDS,
                    standard.recorder(),
                    new DeliverySettings(100, 5, 20, 3),
                    standard.retention(),
                    standard.http().anywhere(tokenFile().toString()),
                    standard.metrics(),
                    standard.log(),
                    standard.cluster())));
    announced(daemon.url());
    return this;
  }

  /** Writes what other commands find; no URL is a daemon without HTTP. */
  public void announced(String url) {
    String token = url == null ? null : tokenFile().toString();
    String devlogs = folder.resolve("devlogs").toString();
    long pid = ProcessHandle.current().pid();
    DaemonFile.Running running =
        new DaemonFile.Running(
            pid,
            store(),
            devlogs,
            folder.toString(),
            Clock.systemUTC().instant(),
            url,
            token,
            null);
    try {
      new DaemonFile(folder).write(running);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Stops the daemon, which is then not found any more. */
  public void stop() throws IOException {
    if (daemon != null) {
      await(daemon.close());
      daemon = null;
      new DaemonFile(folder).remove(ProcessHandle.current().pid());
    }
  }

  @Override
  public void close() throws IOException {
    stop();
    await(vertx.close());
  }
}
