package dev.multichat.gateway;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;

/**
 * Ends a connection whose other side takes nothing. Vert.x's own closing waits until everything is
 * written, which is never then; so this goes to the channel, by a class inside Vert.x.
 */
public final class Cut {
  private Cut() {}

  /**
   * Resets it at once; what was not taken yet is given up, by the system too, which would offer it
   * for minutes. Nothing happens when it is closed.
   *
   * @param connection of a request, also when it became a WebSocket
   */
  public static void now(HttpConnection connection) {
    if (connection instanceof ConnectionBase base) {
      Channel channel = base.channel();
      ChannelHandlerContext first = channel.pipeline().firstContext();
      if (first != null) {
        channel.config().setOption(ChannelOption.SO_LINGER, 0);
        var unused = first.close();
      }
    }
  }
}
