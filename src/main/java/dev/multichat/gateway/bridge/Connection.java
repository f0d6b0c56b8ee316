package dev.multichat.gateway.bridge;

import dev.multichat.core.Caller;
import dev.multichat.core.ErrorCode;
import dev.multichat.core.MultichatException;
import dev.multichat.gateway.Feeds;
import dev.multichat.wire.Operations;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One client of the bridge: what it may say, and what becomes of it. Used on one event loop. */
final class Connection {
  private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

  /** Of RFC 6455, 7.4.1. */
  private static final int POLICY = 1008;

  private static final int MOST_HANDLERS = 100;
  private static final Duration UNBOUND = Duration.ofSeconds(30);

  private final Means means;
  private final Feeds.Feed sessions;
  private final Badge badge;
  private final Line line;
  private final Calls calls;
  private final Pushes pushes = new Pushes();
  private final Map<String, Handling> handlers = new HashMap<>();
  private final long sinceNanos = System.nanoTime();
  private Future<?> registered = Future.succeededFuture();

  /**
   * @param sessions how sessions are watched
   */
  Connection(
      Means means,
      Map<String, Operations.Operation> operations,
      Feeds.Feed sessions,
      Badge badge,
      Line line) {
    this.means = means;
    this.sessions = sessions;
    this.badge = badge;
    this.line = line;
    this.calls = new Calls(operations, means.shared().budget(), line, this::isAdmitted);
  }

  void open(Runnable whenClosed) {
    line.open(
        this::take,
        this::cut,
        () -> {
          release();
          badge.leave();
          whenClosed.run();
        });
  }

  boolean isBound() {
    return badge.isBound();
  }

  private void take(String message) {
    List<String> frames;
    try {
      frames = line.frames(message);
    } catch (MultichatException malformed) {
      malformed(malformed, "a message");
      return;
    }
    for (String frame : frames) {
      if (line.isOver()) {
        return;
      }
      takeFrame(frame);
    }
  }

  private void takeFrame(String text) {
    Frame frame;
    try {
      frame = Frame.of(text);
    } catch (MultichatException malformed) {
      malformed(malformed, "a frame");
      return;
    }
    if (frame.type() != Frame.Type.PING) {
      try {
        serve(frame, badge.caller(frame));
      } catch (RuntimeException refusal) {
        line.refuse(frame.hearsAt(), refusal, frame.toString());
        isAdmitted();
      }
    }
  }

  /** A stranger who talks nonsense is let go. */
  private void malformed(MultichatException refusal, String what) {
    line.refuse(null, refusal, what);
    if (!badge.isBound()) {
      end(POLICY, "That was no frame, and nobody knows who you are.");
    }
  }

  private void serve(Frame frame, Caller caller) {
    switch (frame.type()) {
      case SEND -> send(frame, caller);
      case REGISTER -> register(frame.address(), caller);
      case UNREGISTER -> unregister(frame.address());
      case PUBLISH ->
          throw MultichatException.forbidden(
              "Nothing may be published; send it to multichat.send, and its session is shown it.");
      case PING -> {}
    }
  }

  private void send(Frame frame, Caller caller) {
    if (!pushes.taken(frame.address(), frame.body())) {
      calls.call(frame, caller, registered);
    }
  }

  /** What is sent behind it is done behind it. */
  private void register(String address, Caller caller) {
    if (handlers.containsKey(address)) {
      throw MultichatException.conflict("A handler is registered there already.");
    }
    if (handlers.size() >= MOST_HANDLERS) {
      throw new MultichatException(
          ErrorCode.LIMITED,
          "This connection has " + MOST_HANDLERS + " handlers; unregister one first.");
    }
    Handling handling = handling(address, caller);
    handlers.put(address, handling);
    Future<?> begun = handling.begin().onFailure(why -> refused(address, handling, why));
    registered = Future.join(registered, begun).otherwiseEmpty();
  }

  private Handling handling(String address, Caller caller) {
    if (address.equals(Address.inbox(caller))) {
      return new Inbox(means, caller, line, pushes, this::isAdmitted);
    }
    if (Address.isSession(address)) {
      return new Watching(sessions, caller, address, line, this::isAdmitted)
          .whenOver((handling, why) -> refused(address, handling, why));
    }
    throw MultichatException.forbidden(
        "Nothing may be registered there; yours are '"
            + Address.inbox(caller)
            + "', and multichat.session.<id> of sessions that you may read.");
  }

  private void refused(String address, Handling handling, Throwable why) {
    handling.end();
    if (handlers.remove(address, handling)) {
      line.refuse(address, why, address);
    }
  }

  private void unregister(String address) {
    Handling handling = handlers.remove(address);
    if (handling != null) {
      handling.end();
    }
  }

  private boolean isAdmitted() {
    if (badge.holds()) {
      return true;
    }
    end(POLICY, "The token was taken away or replaced; connect again with another.");
    return false;
  }

  /** Who lost its token, never had one, or is not there any more is told so and let go. */
  void look(Duration silence) {
    if (!badge.isBound() && System.nanoTime() - sinceNanos > UNBOUND.toNanos()) {
      end(POLICY, "No token came within " + UNBOUND.toSeconds() + " s.");
    } else if (line.silentMs() > silence.toMillis()) {
      end(POLICY, "Nothing came for " + silence.toMillis() + " ms, not even a pong.");
    } else if (isAdmitted()) {
      pushes.forget(means.pushWithin());
      line.ping();
    }
  }

  private void cut() {
    long millis = means.shared().slowReader().toMillis();
    LOG.info("A connection of {} was cut, since it took nothing for {} ms", badge, millis);
    end(POLICY, "Nothing was read for " + millis + " ms; connect again.");
  }

  /** Says why, and closes. */
  void end(int code, String reason) {
    release();
    line.end(code, reason);
  }

  private void release() {
    handlers.values().forEach(Handling::end);
    handlers.clear();
  }
}
