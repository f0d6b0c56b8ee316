package dev.multichat.gateway;

import io.netty.channel.ChannelHandlerContext;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;

/**
 * Ends a connection whose other side takes nothing. Vert.x's own closing waits until everything is
 * written, which is never then; so this goes to the channel, by a class inside Vert.x.
 */
public final class Cut {
  private Cut() {}

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
