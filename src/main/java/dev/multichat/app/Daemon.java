package dev.multichat.app;

import dev.multichat.bus.Bus;
import dev.multichat.bus.BusGateway;
import dev.multichat.config.Config;
import dev.multichat.config.GuardSettings;
import dev.multichat.config.MetricsSettings;
import dev.multichat.config.RetentionSettings;
import dev.multichat.core.Authentication;
import dev.multichat.core.Coordinator;
import dev.multichat.core.Handover;
import dev.multichat.core.Identities;
import dev.multichat.deliver.FeedTail;
import dev.multichat.gateway.http.HttpGateway;
import dev.multichat.gateway.metrics.MetricsGateway;
import dev.multichat.hub.Hub;
import dev.multichat.hub.Room;
import dev.multichat.hub.Stamp;
import dev.multichat.metrics.Meters;
import dev.multichat.record.RecorderVerticle;
import dev.multichat.store.SessionStore;
import dev.multichat.store.StoreInfo;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running hub: the only place where its parts are put together. Closing takes no more messages,
 * finishes what is in flight and closes the store.
 */
public final class Daemon {
  private static final Logger LOG = LoggerFactory.getLogger(Daemon.class);

  private final Vertx vertx;
  private final Config config;
  private final SessionStore store;
  private final Bus bus;
  private final Hub hub;
  private final Stamp stamp = Stamp.system();
  private final Meters meters;
  private final Room room;
  private final Duties duties;
  private final Membership membership;
  private final Deque<Supplier<Future<Void>>> begun = new ArrayDeque<>();
  private @Nullable FeedTail tail;
  private @Nullable HttpGateway http;
  private final Promise<Void> lost = Promise.promise();
  private @Nullable Guard guard;
  private @Nullable Future<Void> closing;

  private Daemon(Vertx vertx, Config config, SessionStore store) {
    this.vertx = vertx;
    this.config = config;
    this.store = store;
    this.bus = new Bus(vertx);
    this.meters = new Meters(config.cluster().enabled() ? config.cluster().nodeName() : "");
    this.room = new Room(store, bus, stamp, meters);
    this.hub = new Hub(vertx, room, config.limits(), config.guards());
    this.duties = new Duties(vertx, room, config, hub.attendance());
    this.membership = new Membership(config.cluster(), hub.attendance().roster(), duties, meters);
  }

  /** Opens the store and starts the hub on it; what was begun is undone when that fails. */
  public static Future<Daemon> start(Vertx vertx, Config config) {
    return Stores.open(vertx, config.store(), false, Stamp.system().clock())
        .compose(
            store -> {
              Daemon daemon = new Daemon(vertx, config, store);
              return daemon
                  .start()
                  .recover(
                      failure -> daemon.close().transform(done -> Future.failedFuture(failure)))
                  .map(daemon);
            });
  }

  /** A hub that only reads, over a store that was opened only to read. */
  static Future<Coordinator> reader(Vertx vertx, SessionStore store, Config config) {
    Room room = new Room(store, new Bus(vertx), Stamp.system(), new Meters());
    Hub hub = new Hub(vertx, room, config.limits(), config.guards());
    return hub.start().map(hub);
  }

  private Future<Void> start() {
    return guard()
        .compose(alone -> FeedTail.start(vertx, room))
        .onSuccess(feed -> tail = feed)
        .compose(
            feed -> deploy(new RecorderVerticle(store, bus, config.recorder(), meters)).map(feed))
        .compose(feed -> hub.start().map(feed))
        .compose(this::follow)
        .compose(following -> deploy(new BusGateway(hub, hub.handover(), meters)))
        .compose(serving -> config.http().enabled() ? openHttp() : Future.succeededFuture())
        .compose(open -> openMetrics());
  }

  private Future<Void> openHttp() {
    return new HttpWay(vertx, config, hub, meters)
        .prepared(new DaemonVitals(store, this::devlogLag, membership, stamp.clock()))
        .compose(
            gateway -> {
              http = gateway;
              return deploy(gateway);
            })
        .recover(
            failure ->
                Future.failedFuture(
                    HttpWay.told(failure, config.http().host(), config.http().port(), "http")));
  }

  private Future<Void> openMetrics() {
    MetricsSettings own = config.metrics();
    meters.watchDevlogs(this::devlogLag);
    meters.watchProcess(DaemonVitals.version());
    return own.port() == 0
        ? Future.succeededFuture()
        : deploy(new MetricsGateway(own, meters))
            .recover(
                failure ->
                    Future.failedFuture(HttpWay.told(failure, own.host(), own.port(), "metrics")));
  }

  private Future<Void> guard() {
    return store.shared()
        ? Guard.take(vertx, store, stamp.clock(), config.cluster(), this::giveUp)
            .onSuccess(taken -> guard = taken)
            .mapEmpty()
        : Future.succeededFuture();
  }

  private void giveUp() {
    LOG.error("Another daemon took over the store, so this one stops serving");
    close().onComplete(done -> lost.tryComplete());
  }

  /** Completes when it stopped by itself, since another daemon took over its store. */
  Future<Void> lost() {
    return lost.future();
  }

  private Future<Void> follow(FeedTail feed) {
    bus.onCommitted(hint -> hint.entries().forEach(bus::show));
    begun.push(duties::stop);
    return duties
        .start(feed)
        .onSuccess(
            done -> {
              membership.begin();
              begun.push(membership::end);
            });
  }

  private Future<Void> deploy(VerticleBase verticle) {
    return vertx
        .deployVerticle(verticle)
        .onSuccess(id -> begun.push(() -> vertx.undeploy(id)))
        .mapEmpty();
  }

  /** What it does for callers. */
  public Coordinator coordinator() {
    return hub;
  }

  /** The same for gateways that can tell whether their callers took what it answers. */
  public Handover handover() {
    return hub.handover();
  }

  /** Who gets tokens. */
  public Identities identities() {
    return hub.identities();
  }

  /** Whom tokens stand for. */
  public Authentication authentication() {
    return hub.authentication();
  }

  /** Where it is reached over HTTP; empty when it is not. */
  public String url() {
    return http == null ? "" : http.url();
  }

  /** What its store is. */
  public StoreInfo info() {
    return store.info();
  }

  /** How many entries the devlogs are behind; 0 when they are off. */
  public long devlogLag() {
    return duties.devlogLag();
  }

  /** Completes when every devlog of what is recorded by now is on disk. */
  public Future<Void> devlogsWritten() {
    return duties.devlogsWritten();
  }

  /** Goes by these guards from now on. */
  void change(GuardSettings guards) {
    hub.change(guards);
  }

  /** Removes what is old as it is said here from now on. */
  void change(RetentionSettings retention) {
    duties.change(retention);
  }

  /** Stops in the reverse order of starting: the ways in first, the store last; once. */
  public synchronized Future<Void> close() {
    if (closing == null) {
      hub.stopWaiting();
      if (tail != null) {
        tail.close();
      }
      closing =
          end()
              .eventually(bus::close)
              .eventually(this::release)
              .eventually(store::close)
              .onComplete(done -> meters.close());
    }
    return closing;
  }

  private Future<Void> release() {
    return guard == null ? Future.succeededFuture() : guard.release(membership.isLast());
  }

  private Future<Void> end() {
    Supplier<Future<Void>> last = begun.poll();
    return last == null
        ? Future.succeededFuture()
        : last.get()
            .onFailure(why -> LOG.warn("A part did not stop in order: {}", why.toString()))
            .transform(done -> end());
  }
}
