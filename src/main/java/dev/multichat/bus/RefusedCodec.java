package dev.multichat.bus;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageCodec;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.stream.Collectors;

/** Sends a refusal with its details: as it is inside the JVM, as JSON to another node. */
final class RefusedCodec implements MessageCodec<Refused, Refused> {
  static final String NAME = "multichat-refused";

  private static final String CODE = "code";
  private static final String MESSAGE = "message";
  private static final String DETAILS = "details";

  @Override
  public void encodeToWire(Buffer buffer, Refused refused) {
    Buffer json =
        new JsonObject()
            .put(CODE, refused.failureCode())
            .put(MESSAGE, refused.getMessage())
            .put(DETAILS, refused.details())
            .toBuffer();
    buffer.appendInt(json.length()).appendBuffer(json);
  }

  @Override
  public Refused decodeFromWire(int position, Buffer buffer) {
    int start = position + Integer.BYTES;
    JsonObject json = new JsonObject(buffer.getBuffer(start, start + buffer.getInt(position)));
    Map<String, String> details =
        json.getJsonObject(DETAILS).stream()
            .collect(Collectors.toMap(Map.Entry::getKey, entry -> (String) entry.getValue()));
    return new Refused(json.getInteger(CODE), json.getString(MESSAGE), details);
  }

  @Override
  public Refused transform(Refused refused) {
    return refused;
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
