package dev.multichat.app;

import dev.multichat.config.Secrets;
import dev.multichat.gateway.http.Vitals;
import dev.multichat.store.SessionStore;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Instant;
import java.util.function.LongSupplier;

/** How the daemon is, as its parts tell it. */
final class DaemonVitals implements Vitals {
  private final SessionStore store;
  private final LongSupplier lag;
  private final Membership membership;
  private final Clock clock;
  private final Instant started;

  DaemonVitals(SessionStore store, LongSupplier lag, Membership membership, Clock clock) {
    this.store = store;
    this.lag = lag;
    this.membership = membership;
    this.clock = clock;
    this.started = clock.instant();
  }

  /** Which release this is. */
  static String version() {
    String version = DaemonVitals.class.getPackage().getImplementationVersion();
    return version == null ? "(not packaged)" : version;
  }

  @Override
  public JsonObject status() {
    JsonObject status =
        new JsonObject()
            .put("version", version())
            .put("pid", ProcessHandle.current().pid())
            .put("uptimeMs", clock.millis() - started.toEpochMilli())
            .put("store", Secrets.masked(store.info().url()))
            .put("durability", store.info().durability())
            .put("devlogLag", lag.getAsLong());
    membership.status().ifPresent(cluster -> status.put("cluster", cluster));
    return status;
  }

  @Override
  public Future<?> store() {
    return store.lastPosition();
  }

  @Override
  public long devlogLag() {
    return lag.getAsLong();
  }
}
