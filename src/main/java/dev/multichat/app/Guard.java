package dev.multichat.app;

import dev.multichat.config.ClusterSettings;
import dev.multichat.core.MultichatException;
import dev.multichat.store.Lease;
import dev.multichat.store.SessionStore;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a store without a lock of its own to one daemon, or to one cluster, by a lease that is
 * renewed while the daemon runs. What a crashed daemon left is waited for; a running one is named.
 */
final class Guard {
  private static final Logger LOG = LoggerFactory.getLogger(Guard.class);
  private static final String LEASE = "daemon";
  private static final Duration TERM = Duration.ofSeconds(15);
  private static final Duration PACE = Duration.ofSeconds(5);

  private final Vertx vertx;
  private final SessionStore store;
  private final Clock clock;
  private final Runnable lost;
  private final String holder;
  private final boolean together;
  private long timer = -1;

  private Guard(
      Vertx vertx, SessionStore store, Clock clock, ClusterSettings cluster, Runnable lost) {
    this.vertx = vertx;
    this.store = store;
    this.clock = clock;
    this.lost = lost;
    this.together = cluster.enabled();
    this.holder = together ? "cluster " + cluster.name() : alone();
  }

  private static String alone() {
    String random = UUID.randomUUID().toString().substring(0, 8);
    return ProcessHandle.current().pid() + "@" + host() + "-" + random;
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }

  /**
   * Takes the lease, waiting once until it is over; CONFLICT names the daemon that holds it on. The
   * nodes of a cluster hold it together.
   *
   * @param lost is run once when another daemon has it
   */
  static Future<Guard> take(
      Vertx vertx, SessionStore store, Clock clock, ClusterSettings cluster, Runnable lost) {
    Guard guard = new Guard(vertx, store, clock, cluster, lost);
    return guard
        .ask()
        .compose(held -> guard.holds(held) ? Future.succeededFuture(held) : guard.waitFor(held))
        .map(
            held -> {
              if (!guard.holds(held)) {
                throw MultichatException.conflict(
                    "The store is in use by the daemon "
                        + held.holder()
                        + "; stop it, or give another store with --store.");
              }
              guard.timer = vertx.setPeriodic(PACE.toMillis(), tick -> guard.renew());
              return guard;
            });
  }

  private Future<Lease> ask() {
    return store.lease(LEASE, holder, clock.instant().plus(TERM));
  }

  private boolean holds(Lease lease) {
    return lease.holder().equals(holder);
  }

  private Future<Lease> waitFor(Lease other) {
    long millis = Math.max(1, Duration.between(clock.instant(), other.until()).toMillis() + 1);
    LOG.info(
        "The daemon {} had this store; waiting {} ms for its lease to end", other.holder(), millis);
    Promise<Void> over = Promise.promise();
    vertx.setTimer(Math.min(millis, TERM.toMillis()), tick -> over.complete());
    return over.future().compose(done -> ask());
  }

  /** A store that cannot be reached is nobody's: the lease is asked for again when it can be. */
  private void renew() {
    ask()
        .onSuccess(
            held -> {
              if (!holds(held) && vertx.cancelTimer(timer)) {
                lost.run();
              }
            })
        .onFailure(why -> LOG.debug("The lease was not renewed: {}", why.getMessage()));
  }

  /**
   * Lets the next daemon in at once; a store that cannot be told will do so later, and so will one
   * that other nodes may still use.
   *
   * @param last whether there are no other nodes, as far as this one sees
   */
  Future<Void> release(boolean last) {
    vertx.cancelTimer(timer);
    return together && !last
        ? Future.succeededFuture()
        : store.release(LEASE, holder).otherwiseEmpty();
  }
}
