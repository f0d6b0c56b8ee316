package dev.multichat.bus;

import dev.multichat.wire.Wire;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageCodec;
import io.vertx.core.json.JsonObject;

/**
 * Sends a record that arrives as a JsonObject; converted only when there is somebody to take it.
 */
final class AsJson implements MessageCodec<Object, JsonObject> {
  static final String NAME = "multichat-as-json";

  @Override
  public void encodeToWire(Buffer buffer, Object value) {
    Buffer json = Buffer.buffer(Wire.text(value));
    buffer.appendInt(json.length()).appendBuffer(json);
  }

  @Override
  public JsonObject decodeFromWire(int position, Buffer buffer) {
    int length = buffer.getInt(position);
    return new JsonObject(buffer.getBuffer(position + 4, position + 4 + length));
  }

  @Override
  public JsonObject transform(Object value) {
    return Wire.json(value);
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
