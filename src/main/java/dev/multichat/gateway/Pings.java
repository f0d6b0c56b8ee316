package dev.multichat.gateway;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;

/**
 * Leaves pings unanswered while the other side takes no answers, as RFC 6455, 5.5.3, allows: Vert.x
 * answers each of them, whether that can be written or not.
 */
public final class Pings extends ChannelInboundHandlerAdapter {
  private static final String BEHIND = "handler";

  private Pings() {}

  /** To be called when a connection became a WebSocket. */
  public static void bound(HttpConnection connection) {
    if (connection instanceof ConnectionBase base) {
      ChannelPipeline pipeline = base.channel().pipeline();
      if (pipeline.get(BEHIND) != null) {
        pipeline.addBefore(BEHIND, Pings.class.getName(), new Pings());
      }
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext channel, Object frame) {
    if (frame instanceof PingWebSocketFrame && !channel.channel().isWritable()) {
      ReferenceCountUtil.release(frame);
    } else {
      channel.fireChannelRead(frame);
    }
  }
}
