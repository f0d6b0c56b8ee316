package dev.multichat.bench;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.function.LongSupplier;

/** What is measured: hubs on fresh stores, and raw loops that write the same rows. */
public interface Bed {
  /**
   * A running hub.
   *
   * @param lag how many entries the devlog projection is behind
   */
  record Rig(Vertx vertx, LongSupplier lag) {}

  /** Starts a hub on a fresh store; there is one at a time. */
  Future<Rig> start(boolean devlogs);

  /** Stops the hub that was started last. */
  Future<Void> stop();

  /** Runs the raw loop on a fresh store; blocks. */
  Raw raw(int messages, int batch);

  /** What the raw loop reached: messages a second, and the median of a commit. */
  record Raw(double perSecond, double p50Micros) {}
}
