package dev.multichat.gateway;

import io.netty.channel.ChannelHandlerContext;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.internal.http.WebSocketInternal;
import io.vertx.core.net.impl.ConnectionBase;

/**
 * Ends a connection whose other side takes nothing. Vert.x's own closing waits until everything is
 * written, which is never then; so this goes to the channel, through interfaces inside Vert.x.
 */
public final class Hangup {
  private Hangup() {}

  /** Closes it at once; what was not taken yet is given up. */
  public static void now(HttpConnection connection) {
    if (connection instanceof ConnectionBase base) {
      close(base.channelHandlerContext());
    }
  }

  /** The same for a WebSocket. */
  public static void now(ServerWebSocket socket) {
    if (socket instanceof WebSocketInternal internal) {
      close(internal.channelHandlerContext());
    }
  }

  private static void close(ChannelHandlerContext channel) {
    var unused = channel.close();
  }
}
