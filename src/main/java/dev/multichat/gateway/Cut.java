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
   * Closes it at once; what was not taken yet is given up. Nothing happens when it is closed.
   *
   * @param connection of a request, also when it became a WebSocket
   */
  public static void now(HttpConnection connection) {
    ChannelHandlerContext first =
        connection instanceof ConnectionBase base ? base.channel().pipeline().firstContext() : null;
    if (first != null) {
      var unused = first.close();
    }
  }
}
