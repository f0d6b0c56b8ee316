package dev.multichat.gateway;

import io.vertx.core.Vertx;
import io.vertx.core.http.ServerWebSocket;
import java.time.Duration;

/**
 * Reads nothing more from a WebSocket while its peer does not take what was written, and says when
 * that goes on for too long. Used on the socket's context.
 */
public final class Damper {
  private final Vertx vertx;
  private final ServerWebSocket socket;
  private final Duration patience;
  private final Runnable tooSlow;
  private Runnable whenDrained = () -> {};
  private long timer = -1;
  private boolean over;

  /**
   * @param patience for how long the peer may take nothing
   * @param tooSlow is called when it took nothing for that long
   */
  public Damper(Vertx vertx, ServerWebSocket socket, Duration patience, Runnable tooSlow) {
    this.vertx = vertx;
    this.socket = socket;
    this.patience = patience;
    this.tooSlow = tooSlow;
    socket.drainHandler(drained -> goOn());
  }

  /** To be told each time that the peer took what it had left. */
  public void whenDrained(Runnable word) {
    whenDrained = word;
  }

  /** To be called after something was written. */
  public void look() {
    if (timer < 0 && !over && socket.writeQueueFull()) {
      socket.pause();
      timer = vertx.setTimer(patience.toMillis(), late -> tooSlow.run());
    }
  }

  private void goOn() {
    if (timer >= 0) {
      vertx.cancelTimer(timer);
      timer = -1;
      whenDrained.run();
      socket.resume();
    }
  }

  /** Whether the peer has not taken yet what was written. */
  public boolean isHeld() {
    return timer >= 0;
  }

  /**
   * Waits for the peer no longer; to be called when the socket is closing or closed. What came
   * while nothing was read is let go by reading it: Vert.x would keep the memory.
   */
  public void close() {
    over = true;
    vertx.cancelTimer(timer);
    socket.resume();
  }
}
