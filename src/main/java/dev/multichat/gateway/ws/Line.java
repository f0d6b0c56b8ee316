package dev.multichat.gateway.ws;

import dev.multichat.core.MultichatException;
import dev.multichat.core.Texts;
import dev.multichat.gateway.Cut;
import dev.multichat.gateway.Problem;
import dev.multichat.gateway.Shared;
import dev.multichat.wire.Frame;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.ServerWebSocket;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What goes out on one connection. It counts as memory of the caller's until the connection took
 * it; who does not take what is there already is read no further, and after a while is cut.
 */
final class Line {
  private static final Logger LOG = LoggerFactory.getLogger(Line.class);
  private static final int LIVES = 3;
  private static final long LINGER_MS = 1000;
  private static final short SLOW = 1008;
  private static final short DEAD = 1008;
  private static final int REASON_CHARS = 100;

  private final Vertx vertx;
  private final ServerWebSocket socket;
  private final HttpConnection connection;
  private final Context home;
  private final Shared shared;
  private final String caller;
  private long waiting = -1;
  private volatile boolean ending;
  private long lingering = -1;
  private boolean closed;
  private int lives = LIVES;

  /**
   * @param connection that became the socket
   */
  Line(
      Vertx vertx,
      ServerWebSocket socket,
      HttpConnection connection,
      Shared shared,
      String caller) {
    this.connection = connection;
    this.vertx = vertx;
    this.socket = socket;
    this.home = vertx.getOrCreateContext();
    this.shared = shared;
    this.caller = caller;
  }

  void begin() {
    socket.drainHandler(drained -> goOn());
    socket.pongHandler(pong -> alive());
  }

  /** The context on which its socket is. */
  Context home() {
    return home;
  }

  /**
   * Completes when the connection took it; fails when it is gone, or with LIMITED when the caller
   * has too much under way. From any thread.
   */
  Future<Void> write(String text) {
    int size = text.length();
    try {
      shared.budget().take(caller, size);
    } catch (RuntimeException limited) {
      return Future.failedFuture(limited);
    }
    return tell(text).onComplete(done -> give(size));
  }

  /** Takes room for what came; LIMITED when the caller has too much under way. */
  void take(int size) {
    shared.budget().take(caller, size);
  }

  void give(int size) {
    shared.budget().give(caller, size);
  }

  /** The same for what is short and must be said. */
  Future<Void> tell(String text) {
    try {
      Future<Void> written = socket.writeTextMessage(text);
      if (written.failed()) {
        return Future.failedFuture(new ClosedChannelException());
      }
      if (!socket.isClosed() && socket.writeQueueFull()) {
        home.runOnContext(full -> hold());
      }
      return written;
    } catch (IllegalStateException closing) {
      return Future.failedFuture(new ClosedChannelException());
    }
  }

  /** Cuts the connection when it does not take this in time; on its context. */
  Future<Void> within(Future<Void> written) {
    if (written.isComplete()) {
      return written;
    }
    long timer = vertx.setTimer(shared.slowReader().toMillis(), late -> cut());
    return written.onComplete(done -> vertx.cancelTimer(timer));
  }

  private void hold() {
    if (waiting < 0 && !closed && socket.writeQueueFull()) {
      socket.pause();
      waiting = vertx.setTimer(shared.slowReader().toMillis(), late -> cut());
    }
  }

  private void goOn() {
    if (waiting >= 0) {
      vertx.cancelTimer(waiting);
      waiting = -1;
      socket.resume();
    }
  }

  private void cut() {
    if (ending) {
      return;
    }
    shared.meters().cut();
    LOG.info(
        "The WebSocket of '{}' was cut, since its reader took nothing for {} ms",
        caller,
        shared.slowReader().toMillis());
    end(SLOW, "You took nothing for too long; connect again and go on by cursor.");
  }

  /** Something came from the other side. */
  void alive() {
    lives = LIVES;
  }

  /** Asks whether the other side is there; one that never says so is cut. */
  void beat() {
    if (waiting >= 0 || ending) {
      return;
    }
    if (lives-- == 0) {
      end(DEAD, "Nothing came from you, not even a pong.");
    } else {
      socket.writePing(Buffer.buffer());
    }
  }

  /** Whether it takes nothing any more. */
  boolean isEnding() {
    return ending;
  }

  /** Says why it ends, and ends, whether the other side listens or not. From any thread. */
  void end(short code, String why) {
    if (!ending) {
      ending = true;
      String reason = Texts.shown(why);
      home.runOnContext(
          go -> close(code, reason.substring(0, Math.min(reason.length(), REASON_CHARS))));
    }
  }

  private void close(short code, String reason) {
    if (!closed) {
      socket.resume();
      socket.close(code, reason);
      lingering = vertx.setTimer(LINGER_MS, late -> Cut.now(connection));
    }
  }

  /**
   * Tells of a refusal, or of why a stream ends; without an id when what came had none. A failure
   * of ours is logged whether anybody is told of it or not.
   */
  void refuse(@Nullable Long id, Throwable why) {
    if (why instanceof IOException
        || why instanceof HttpClosedException
        || (socket.isClosed() && why instanceof MultichatException)) {
      return;
    }
    shared.refused(why);
    tell(Frame.problem(id, Problem.of(why, "a WebSocket of " + caller)));
  }

  /**
   * To be called when it is closed. What came while it was read no further is let go by reading it:
   * Vert.x would keep the memory.
   */
  void stop() {
    ending = true;
    closed = true;
    socket.resume();
    vertx.cancelTimer(waiting);
    vertx.cancelTimer(lingering);
  }
}
