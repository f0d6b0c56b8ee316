package dev.multichat.gateway;

import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;

/**
 * Ends a connection whose other side takes nothing. Vert.x's own closing waits until everything is
 * written, which is never then; so this goes to the channel, by a class inside Vert.x.
 */
public final class Hangup {
  private Hangup() {}

  /**
   * Closes it at once; what was not taken yet is given up.
   *
   * @param connection of a request, also when it became a WebSocket
   */
  public static void now(HttpConnection connection) {
    if (connection instanceof ConnectionBase base) {
      var unused = base.channel().pipeline().firstContext().close();
    }
  }
}
