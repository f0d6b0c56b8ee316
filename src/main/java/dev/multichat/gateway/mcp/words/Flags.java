package dev.multichat.gateway.mcp.words;

import dev.multichat.wire.Hidden;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** What a model's program should know of texts beside them. */
public final class Flags {
  /** It holds characters that nobody sees. */
  public static final String INVISIBLE = "invisible-unicode";

  private Flags() {}

  /** The data, with a flag when one of these texts holds characters that nobody sees. */
  public static JsonObject on(JsonObject data, String... texts) {
    return List.of(texts).stream().anyMatch(Hidden::in)
        ? data.put("flags", new JsonArray().add(INVISIBLE))
        : data;
  }
}
