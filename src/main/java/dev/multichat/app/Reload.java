package dev.multichat.app;

import dev.multichat.config.Changes;
import dev.multichat.config.Changes.Change;
import dev.multichat.config.Config;
import dev.multichat.core.Awaiting;
import io.vertx.core.Future;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the configuration again while the daemon runs. What can change then does; what cannot is
 * named; a configuration that is refused changes nothing.
 */
final class Reload {
  private static final Logger LOG = LoggerFactory.getLogger(Reload.class);

  private final Future<Daemon> daemon;
  private final Supplier<Config> settings;
  private Config inForce;

  /**
   * @param daemon which may still be starting
   * @param settings as they are when it is asked
   */
  Reload(Future<Daemon> daemon, Config inForce, Supplier<Config> settings) {
    this.daemon = daemon;
    this.inForce = inForce;
    this.settings = settings;
  }

  /** Changes what can be changed; never fails. */
  synchronized void run() {
    try {
      change(Awaiting.result(daemon), settings.get());
    } catch (RuntimeException e) {
      LOG.error("The configuration stays as it was. {}", e.getMessage());
    }
  }

  private void change(Daemon running, Config wanted) {
    Config next = inForce.changedTo(wanted);
    List<Change> taken = Changes.between(inForce, next);
    List<Change> waiting = Changes.between(next, wanted);
    if (!next.guards().equals(inForce.guards())) {
      running.change(next.guards());
    }
    if (!next.retention().equals(inForce.retention())) {
      running.change(next.retention());
    }
    Logs.daemon(next.log());
    inForce = next;
    LOG.info(
        "The configuration was read again; {}",
        taken.isEmpty()
            ? "nothing that can change now has changed"
            : "now in force: " + told(taken));
    if (!waiting.isEmpty()) {
      LOG.warn("A restart is needed for: {}", told(waiting));
    }
  }

  private static String told(List<Change> changes) {
    return changes.stream()
        .map(change -> change.key() + " = '" + change.value() + "'")
        .collect(Collectors.joining(", "));
  }
}
