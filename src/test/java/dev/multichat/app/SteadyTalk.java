package dev.multichat.app;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.multichat.client.Follower;
import dev.multichat.client.HubSocket;
import dev.multichat.core.Caller;
import dev.multichat.core.Draft;
import dev.multichat.core.Kind;
import dev.multichat.core.Opening;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * One agent that sends at a fixed rate, however long the answers take, and one that is shown it and
 * acknowledges, each on a WebSocket of its own.
 */
final class SteadyTalk {
  private static final int EVERY_MS = 5;
  private static final String SESSION = "steady";
  private static final String BODY = "x".repeat(512);

  private final Vertx vertx;
  private final HubSocket sender;
  private final HubSocket reader;
  private final Caller from;
  private final Caller to;
  private final Map<String, Long> sentAt = new ConcurrentHashMap<>();
  private final Reasons failures = new Reasons();
  private volatile Times times = Times.none();
  private volatile boolean aside = true;
  private volatile long since;
  private long timer;

  /** Nanoseconds until the receipt, and until the recipient was shown the message. */
  record Times(Histogram receipt, Histogram shown) {
    static Times none() {
      return new Times(new ConcurrentHistogram(3), new ConcurrentHistogram(3));
    }
  }

  SteadyTalk(Vertx vertx, Agents agents) {
    this.vertx = vertx;
    Agents.Known first = agents.enrolled("steady-sender");
    Agents.Known second = agents.enrolled("steady-reader");
    from = first.caller();
    to = second.caller();
    sender = agents.socket(first);
    reader = agents.socket(second);
  }

  Future<?> begin() {
    Opening opening = new Opening(SESSION, SESSION, List.of(to.agent()), false);
    reader.followInbox(to, null, this::take);
    return sender
        .coordinator()
        .open(from, opening)
        .onSuccess(opened -> timer = vertx.setPeriodic(EVERY_MS, tick -> send()));
  }

  private void send() {
    String id = UuidCreator.getTimeOrderedEpoch().toString();
    Draft draft = Draft.of(Kind.INFORM, List.of(to.agent()), "", BODY).at(id, SESSION, null);
    long now = System.nanoTime();
    sentAt.put(id, now);
    sender
        .coordinator()
        .send(from, draft)
        .onSuccess(receipt -> record(times.receipt, now))
        .onFailure(failures::count);
  }

  private Future<Void> take(Follower.Event event) {
    String id = event.data().getString("id");
    Long sent = sentAt.remove(id);
    if (sent != null) {
      record(times.shown, sent);
    }
    reader.coordinator().acknowledge(to, List.of(id)).onFailure(failures::count);
    return Future.succeededFuture();
  }

  /** What was sent before does not count, whenever its answer comes. */
  private void record(Histogram histogram, long sent) {
    if (!aside && sent > since) {
      histogram.recordValue(System.nanoTime() - sent);
    }
  }

  /** From here on times count. */
  void count() {
    since = System.nanoTime();
    aside = false;
  }

  /** They do not count until they are said to again: something else is done to the daemon. */
  void standAside() {
    aside = true;
  }

  /** What was counted since it was asked the last time. */
  Times counted() {
    Times before = times;
    times = Times.none();
    return before;
  }

  /** Sends and acknowledgements that were refused or lost. */
  Reasons failures() {
    return failures;
  }

  void end() {
    vertx.cancelTimer(timer);
  }
}
