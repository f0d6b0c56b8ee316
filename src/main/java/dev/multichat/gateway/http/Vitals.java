package dev.multichat.gateway.http;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

/** How the daemon is. */
public interface Vitals {
  /** What it is and how far it came, for operators and readers. */
  JsonObject status();

  /** Completes when the store answers; fails when it does not. */
  Future<?> store();

  /** How many entries the devlogs are behind. */
  long devlogLag();
}
