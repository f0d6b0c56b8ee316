package dev.multichat.bench;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** What is measured: hubs on fresh stores, and raw loops that write the same rows. */
public interface Bed {
  /**
   * A running hub.
   *
   * @param lag how many entries the devlog projection is behind
   * @param door the way in over HTTP, when there is one
   */
  record Rig(Vertx vertx, LongSupplier lag, @Nullable Door door) {}

  /** Where a hub is reached over HTTP, and the operator's token. */
  record Door(URI url, String token) {}

  /** Starts a hub on a fresh store; there is one at a time. */
  Future<Rig> start(boolean devlogs);

  /** Starts a hub on a fresh store that is reached over HTTP too, without devlogs. */
  Future<Rig> open();

  /** Stops the hub that was started last. */
  Future<Void> stop();

  /** Runs the raw loop on a fresh store; blocks. */
  Raw raw(int messages, int batch);

  /** What the raw loop reached: messages a second, and the median of a commit. */
  record Raw(double perSecond, double p50Micros) {}
}
