package dev.multichat.gateway.bridge;

import io.vertx.core.Future;

/** What a client registered on one address. Used on one event loop. */
interface Handling {
  /** Completes when nothing from here on is missed; fails, and is over, when it is refused. */
  Future<?> begin();

  /** Shows nothing more. */
  void end();
}
