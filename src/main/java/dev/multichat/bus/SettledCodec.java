package dev.multichat.bus;

import dev.multichat.wire.Wire;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageCodec;
import io.vertx.core.json.JsonObject;

/** Sends the hint as it is inside the JVM, as JSON to another node. */
final class SettledCodec implements MessageCodec<Settled, Settled> {
  static final String NAME = "multichat-settled";

  @Override
  public void encodeToWire(Buffer buffer, Settled hint) {
    Buffer json = Buffer.buffer(Wire.text(hint));
    buffer.appendInt(json.length()).appendBuffer(json);
  }

  @Override
  public Settled decodeFromWire(int position, Buffer buffer) {
    int start = position + Integer.BYTES;
    int end = start + buffer.getInt(position);
    return Wire.decode(new JsonObject(buffer.getBuffer(start, end)), Settled.class);
  }

  @Override
  public Settled transform(Settled hint) {
    return hint;
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
