package dev.multichat.app;

import dev.multichat.config.Config;
import dev.multichat.config.RunningDaemon;
import dev.multichat.config.Secrets;
import dev.multichat.store.StoreInfo;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells other commands of this user where the daemon of this process is. */
record Announcement(Config config, Instant at) {
  private static final Logger LOG = LoggerFactory.getLogger(Announcement.class);

  void of(String url, DaemonFile file) {
    Path folder = Path.of("").toAbsolutePath();
    try {
      Optional<RunningDaemon> other =
          file.write(
              new DaemonFile.Running(
                  ProcessHandle.current().pid(),
                  Secrets.masked(Stores.absolute(config.store())),
                  folder.resolve(config.devlogs().folder()).normalize().toString(),
                  folder.toString(),
                  at,
                  url.isEmpty() ? null : url,
                  url.isEmpty()
                      ? null
                      : folder.resolve(config.http().tokenFile()).normalize().toString(),
                  config.http().tls()
                      ? folder.resolve(config.http().certificate()).normalize().toString()
                      : null));
      other.ifPresent(
          running ->
              LOG.warn(
                  "The daemon {} runs as well; commands now go here, unless --url names that one",
                  running.pid()));
    } catch (IOException e) {
      LOG.warn("Commands will not find this daemon from other folders: {}", e.toString());
    }
  }

  /** The line that says that it serves. */
  static String readiness(Daemon daemon, long nowMillis) {
    StoreInfo info = daemon.info();
    long began = ManagementFactory.getRuntimeMXBean().getStartTime();
    return "multichat is ready: store "
        + info.url()
        + ", durability "
        + info.durability()
        + ", addresses: the event bus of this process"
        + (daemon.url().isEmpty() ? "" : " and " + daemon.url())
        + ", "
        + (nowMillis - began)
        + " ms";
  }
}
