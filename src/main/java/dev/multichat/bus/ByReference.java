package dev.multichat.bus;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageCodec;

/** Hands immutable objects over as they are; only for addresses that are local to this node. */
final class ByReference implements MessageCodec<Object, Object> {
  static final String NAME = "multichat-by-reference";

  @Override
  public void encodeToWire(Buffer buffer, Object value) {
    throw new UnsupportedOperationException("internal addresses are local to their node");
  }

  @Override
  public Object decodeFromWire(int position, Buffer buffer) {
    throw new UnsupportedOperationException("internal addresses are local to their node");
  }

  @Override
  public Object transform(Object value) {
    return value;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public byte systemCodecID() {
    return -1;
  }
}
