package dev.multichat.gateway;

import dev.multichat.core.MultichatException;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Counts what came of a WebSocket's message that is not complete yet as memory of the caller's, be
 * it fragments or a part of a frame. Nobody above is told of those, so it looks at the channel.
 * Used on one event loop.
 */
public final class Halves {
  private static final String DECODER = "wsdecoder";

  private final Budget budget;
  private final Supplier<String> caller;
  private final Consumer<MultichatException> full;
  private long fragments;
  private long part;
  private long counted;
  private String payer = "";
  private boolean over;

  private Halves(Budget budget, Supplier<String> caller, Consumer<MultichatException> full) {
    this.budget = budget;
    this.caller = caller;
    this.full = full;
  }

  /**
   * To be called when a connection became a WebSocket.
   *
   * @param caller whose it is now
   * @param full is told once when there is no room; what comes then is dropped, so it has to end
   */
  public static void count(
      HttpConnection connection,
      Budget budget,
      Supplier<String> caller,
      Consumer<MultichatException> full) {
    if (connection instanceof ConnectionBase base) {
      ChannelPipeline pipeline = base.channel().pipeline();
      if (pipeline.get(DECODER) != null) {
        Halves halves = new Halves(budget, caller, full);
        pipeline.addBefore(DECODER, Bytes.class.getName(), halves.new Bytes());
        pipeline.addAfter(DECODER, Frames.class.getName(), halves.new Frames());
      }
    }
  }

  private void settle() {
    long now = fragments + part;
    if (now > counted) {
      take(now);
    } else if (now < counted) {
      budget.give(payer, counted - now);
      counted = now;
    }
  }

  private void take(long now) {
    String who = caller.get();
    if (!who.equals(payer)) {
      give();
      payer = who;
    }
    try {
      budget.take(payer, now - counted);
      counted = now;
    } catch (MultichatException limited) {
      over = true;
      full.accept(limited);
    }
  }

  private void give() {
    budget.give(payer, counted);
    counted = 0;
  }

  /** What comes from the other side, before frames are made of it. */
  private final class Bytes extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext channel, Object bytes) {
      if (over) {
        ReferenceCountUtil.release(bytes);
        return;
      }
      part += bytes instanceof ByteBuf some ? some.readableBytes() : 0;
      channel.fireChannelRead(bytes);
      settle();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext channel) {
      over = true;
      give();
    }
  }

  /**
   * Whole frames; what follows one in the same read is little and not counted. What is complete is
   * given back before it is handled, which counts it in its turn.
   */
  private final class Frames extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext channel, Object message) {
      part = 0;
      if (message instanceof WebSocketFrame frame && isOfMessage(frame)) {
        fragments = frame.isFinalFragment() ? 0 : fragments + frame.content().readableBytes();
      }
      if (fragments < counted) {
        settle();
      }
      channel.fireChannelRead(message);
    }

    private static boolean isOfMessage(WebSocketFrame frame) {
      return frame instanceof TextWebSocketFrame
          || frame instanceof BinaryWebSocketFrame
          || frame instanceof ContinuationWebSocketFrame;
    }
  }
}
