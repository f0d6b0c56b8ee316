package dev.multichat.gateway;

import io.netty.channel.ChannelHandlerContext;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import java.time.Duration;

/**
 * Ends a connection whose other side takes nothing. Vert.x's own closing waits until everything is
 * written, which is never then; so this goes to the channel, by a class inside Vert.x.
 */
public final class Cut {
  private Cut() {}

  /** The same future; what it is of is cut when it does not complete in time. */
  public static Future<Void> unlessTaken(
      Vertx vertx, Future<Void> written, Duration patience, Runnable cut) {
    if (written.isComplete()) {
      return written;
    }
    long timer = vertx.setTimer(patience.toMillis(), late -> cut.run());
    return written.onComplete(done -> vertx.cancelTimer(timer));
  }

  /**
   * Closes it at once; what was not written yet is given up. What the system took is still offered
   * to the other side, since receipts tell of it. Nothing happens when it is closed.
   *
   * @param connection of a request, also when it became a WebSocket
   */
  public static void now(HttpConnection connection) {
    if (connection instanceof ConnectionBase base) {
      ChannelHandlerContext first = base.channel().pipeline().firstContext();
      if (first != null) {
        var unused = first.close();
      }
    }
  }
}
