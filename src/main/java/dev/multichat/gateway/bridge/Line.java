package dev.multichat.gateway.bridge;

import dev.multichat.gateway.Cut;
import dev.multichat.gateway.Shared;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.ServerWebSocket;
import java.nio.channels.ClosedChannelException;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One WebSocket. It takes nothing more while its peer does not take what was written, and is cut
 * when that goes on. What came meanwhile is let go by reading it when the connection is closed:
 * Vert.x would keep the memory. Used on one event loop.
 */
final class Line {
  /** How long the peer may take to close, too, before the connection is cut. */
  private static final int CLOSE_WITHIN_MS = 2000;

  private final Vertx vertx;
  private final Context home;
  private final ServerWebSocket socket;
  private final HttpConnection connection;
  private final Framing framing;
  private final Shared shared;
  private long heardNanos = System.nanoTime();
  private long slow = -1;
  private Runnable whenTooSlow = () -> {};
  private boolean ending;
  private boolean closed;

  /**
   * @param connection that became the socket
   */
  Line(
      Vertx vertx,
      ServerWebSocket socket,
      HttpConnection connection,
      Framing framing,
      Shared shared) {
    this.connection = connection;
    this.vertx = vertx;
    this.home = vertx.getOrCreateContext();
    this.socket = socket;
    this.framing = framing;
    this.shared = shared;
  }

  /** The same, completed on this connection's event loop. */
  <T> Future<T> here(Future<T> elsewhere) {
    Promise<T> promise = Promise.promise();
    elsewhere.onComplete(done -> home.runOnContext(now -> promise.handle(done)));
    return promise.future();
  }

  /** The frames of a message; INVALID when there are none to be made out. */
  List<String> frames(String message) {
    return framing.taken(message);
  }

  /**
   * Begins to take messages. What fails here is followed by the closing, which tells enough.
   *
   * @param whenSlow is called when the peer took nothing for as long as it may
   */
  void open(Consumer<String> messages, Runnable whenSlow, Runnable whenClosed) {
    whenTooSlow = whenSlow;
    socket
        .textMessageHandler(text -> heard(text, messages))
        .binaryMessageHandler(bytes -> heard(bytes.toString(), messages))
        .pongHandler(pong -> heardNanos = System.nanoTime())
        .exceptionHandler(broken -> {})
        .closeHandler(
            done -> {
              closed = true;
              vertx.cancelTimer(slow);
              socket.resume();
              whenClosed.run();
            });
    if (framing == Framing.SOCKJS) {
      write(Framing.OPEN, false);
    }
  }

  private void heard(String message, Consumer<String> messages) {
    heardNanos = System.nanoTime();
    if (!ending && !closed) {
      messages.accept(message);
    }
  }

  /** Completes when the connection took it, and fails when it is gone. */
  Future<Void> write(String frame) {
    return write(frame, true);
  }

  private Future<Void> write(String text, boolean framed) {
    if (ending || closed) {
      return Future.failedFuture(new ClosedChannelException());
    }
    Future<Void> written = socket.writeTextMessage(framed ? framing.given(text) : text);
    if (slow < 0 && !socket.isClosed() && socket.writeQueueFull()) {
      awaitReader();
    }
    return written;
  }

  /** Tells of a failure at this address, or at none. */
  void refuse(@Nullable String address, Throwable why, String where) {
    if (!(why instanceof ClosedChannelException)) {
      shared.refused(why);
      write(Frame.refused(address, why, where));
    }
  }

  private void awaitReader() {
    socket.pause();
    slow = vertx.setTimer(shared.slowReader().toMillis(), late -> tooSlow());
    socket.drainHandler(
        drained -> {
          vertx.cancelTimer(slow);
          slow = -1;
          heardNanos = System.nanoTime();
          socket.resume();
        });
  }

  /** Takes room for a page of so many bytes, or LIMITED; the other way round when it is run. */
  Runnable take(String caller, long bytes) {
    long counted = shared.budget().page(bytes);
    shared.budget().take(caller, counted);
    return () -> shared.budget().give(caller, counted);
  }

  private void tooSlow() {
    shared.meters().cut();
    whenTooSlow.run();
  }

  /** Whether the peer took what was written, more or less. */
  boolean isFree() {
    return slow < 0 && !ending && !closed;
  }

  /** Whether nothing more is taken from the peer. */
  boolean isOver() {
    return ending || closed;
  }

  /** Shows that the daemon is there, and asks whether the peer is. */
  void ping() {
    if (isFree()) {
      socket.writePing(Buffer.buffer());
    }
  }

  /** For how long nothing came, of a peer from which something may come. */
  long silentMs() {
    return slow < 0 ? (System.nanoTime() - heardNanos) / 1_000_000 : 0;
  }

  /**
   * Says why, and closes; whoever does not close with it is cut.
   *
   * @param code of RFC 6455, 7.4
   * @param reason at most 123 bytes
   */
  void end(int code, String reason) {
    if (ending || closed) {
      return;
    }
    if (framing == Framing.SOCKJS) {
      write(Framing.close(code, reason), false);
    }
    ending = true;
    vertx.cancelTimer(slow);
    socket.resume();
    socket.close((short) code, reason);
    vertx.setTimer(CLOSE_WITHIN_MS, late -> cut());
  }

  /** A close frame that the peer does not read is never written, and would keep all of it. */
  void cut() {
    if (!closed) {
      Cut.now(connection);
    }
  }
}
