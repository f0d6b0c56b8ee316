package dev.multichat.bench;

import dev.multichat.bus.BusClient;
import dev.multichat.core.Agent;
import dev.multichat.core.Caller;
import dev.multichat.core.Coordinator;
import dev.multichat.core.Draft;
import dev.multichat.core.Kind;
import dev.multichat.core.Opening;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * A hundred agents that send 512-byte bodies to one neighbour each, in a hundred sessions, with so
 * many sends in flight. Lives on one event loop.
 */
final class Load {
  static final int AGENTS = 100;
  private static final String BODY = "The quick brown fox jumps. ".repeat(19).substring(0, 512);
  static final long HIGHEST_NANOS = 60_000_000_000L;

  private final Vertx vertx;
  private final Context home;
  private final BusClient bus;
  private final Coordinator hub;
  private final Way way;
  private final Kind kind;
  private final List<Caller> callers = new ArrayList<>();
  private final AtomicLong handled = new AtomicLong();
  private int turn;

  /** How one message is sent; completes with its receipt. */
  interface Way {
    Future<?> send(Caller caller, Draft draft);
  }

  /** Over the event bus. */
  Load(Vertx vertx, Kind kind) {
    this(vertx, kind, null);
  }

  /**
   * @param way that messages are sent; absent for the event bus
   */
  Load(Vertx vertx, Kind kind, @Nullable Way way) {
    this(vertx, kind, way, null);
  }

  /**
   * @param way that messages are sent; absent for the event bus
   * @param remote the hub, when it is in no process of ours
   */
  Load(Vertx vertx, Kind kind, @Nullable Way way, @Nullable Coordinator remote) {
    this.vertx = vertx;
    this.home = vertx.getOrCreateContext();
    this.bus = new BusClient(vertx);
    this.hub = remote == null ? bus.coordinator() : remote;
    this.way = way == null ? hub::send : way;
    this.kind = kind;
    for (int i = 0; i < AGENTS; i++) {
      callers.add(Caller.agent("agent-" + i));
    }
  }

  /** Registers the agents and opens a session for each with its neighbour. */
  Future<?> prepare() {
    return Future.all(
            callers.stream()
                .map(c -> hub.register(c, Agent.of(c.agent(), c.agent(), "load", "")))
                .toList())
        .compose(registered -> Future.all(callers.stream().map(this::open).toList()));
  }

  private Future<?> open(Caller caller) {
    int me = callers.indexOf(caller);
    return hub.open(caller, new Opening("session-" + me, "load", List.of(neighbour(me)), false));
  }

  /** Which of the hundred agents it is. */
  static int number(Caller caller) {
    return Integer.parseInt(caller.agent().substring("agent-".length()));
  }

  private static String neighbour(int agent) {
    return "agent-" + (agent + 1) % AGENTS;
  }

  /** Lets every agent acknowledge what it receives. */
  Future<?> listen() {
    return Future.all(
        callers.stream()
            .map(
                caller ->
                    bus.receive(
                        caller,
                        message -> {
                          handled.incrementAndGet();
                          return Future.succeededFuture();
                        }))
            .toList());
  }

  /** Lets every agent follow its inbox. */
  Future<?> follow(Frames reader) {
    return Future.all(callers.stream().map(reader::follow).toList());
  }

  /** How many messages the handlers took so far. */
  long handled() {
    return handled.get();
  }

  /** What one run of sends took. */
  record Run(Histogram nanos, double seconds) {}

  /** Sends for so long, or so many, whichever ends first. */
  Future<Run> run(int inFlight, double seconds, long most) {
    Promise<Run> done = Promise.promise();
    home.runOnContext(
        go -> {
          Sender sender = new Sender(done, seconds, most);
          for (int i = 0; i < inFlight; i++) {
            sender.next();
          }
        });
    return done.future();
  }

  /** Sends so many each second for so long, however long the answers take. */
  Future<Run> pace(int perSecond, double seconds) {
    Promise<Run> done = Promise.promise();
    home.runOnContext(
        go -> {
          Sender sender = new Sender(done, 0, 0);
          long most = (long) (perSecond * seconds);
          vertx.setPeriodic(1, timer -> sender.upTo(timer, perSecond, most));
        });
    return done.future();
  }

  /** The sends of one run. */
  private final class Sender {
    private final Promise<Run> done;
    private final Histogram nanos = new Histogram(HIGHEST_NANOS, 3);
    private final long began = System.nanoTime();
    private final long until;
    private final long most;
    private long sent;
    private int flying;
    private boolean pacing;

    Sender(Promise<Run> done, double seconds, long most) {
      this.done = done;
      this.until = began + (long) (seconds * 1e9);
      this.most = most;
    }

    void next() {
      int agent = turn++ % AGENTS;
      Draft draft =
          Draft.of(kind, List.of(neighbour(agent)), "load", BODY)
              .at(null, "session-" + agent, null);
      long asked = System.nanoTime();
      sent++;
      flying++;
      way.send(callers.get(agent), draft)
          .onComplete(
              receipt -> home.runOnContext(go -> landed(System.nanoTime() - asked)), done::tryFail);
    }

    /**
     * Sends what is due by now; with the last one no more come, and the run ends when all landed.
     */
    void upTo(long timer, int perSecond, long all) {
      long due = Math.min(all, (long) ((System.nanoTime() - began) / 1e9 * perSecond));
      pacing = due < all;
      while (sent < due) {
        next();
      }
      if (!pacing) {
        vertx.cancelTimer(timer);
      }
    }

    private void landed(long took) {
      nanos.recordValue(Math.min(took, HIGHEST_NANOS));
      flying--;
      if (System.nanoTime() < until && sent < most) {
        next();
      } else if (flying == 0 && !pacing) {
        done.tryComplete(new Run(nanos, (System.nanoTime() - began) / 1e9));
      }
    }
  }

  /** Completes when a condition holds, looked at every 10 ms. */
  Future<Void> when(BooleanSupplier condition) {
    Promise<Void> holds = Promise.promise();
    vertx.setPeriodic(
        10,
        timer -> {
          if (condition.getAsBoolean()) {
            vertx.cancelTimer(timer);
            holds.complete();
          }
        });
    return holds.future();
  }
}
