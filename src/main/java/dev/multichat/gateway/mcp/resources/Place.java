package dev.multichat.gateway.mcp.resources;

import dev.multichat.core.MultichatException;
import dev.multichat.wire.Wire;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Where a list of resources goes on.
 *
 * @param sessions behind which session, as the hub's own cursor
 * @param session whose devlogs come first, if any are left
 * @param devlogs behind which of them, as the hub's own cursor
 */
record Place(@Nullable String sessions, @Nullable String session, @Nullable String devlogs) {

  /** The place that a cursor tells, the start without one; INVALID. */
  static Place of(@Nullable String cursor) {
    if (cursor == null) {
      return new Place(null, null, null);
    }
    try {
      byte[] text = Base64.getUrlDecoder().decode(cursor);
      Place place = Wire.decode(new String(text, StandardCharsets.UTF_8), Place.class);
      if (place.sessions() != null || place.session() != null) {
        return place;
      }
    } catch (IllegalArgumentException | MultichatException e) {
      throw garbage(e);
    }
    throw garbage(null);
  }

  private static MultichatException garbage(@Nullable Throwable why) {
    MultichatException refusal =
        MultichatException.invalid("The 'cursor' is none that was given out here.");
    if (why != null) {
      refusal.addSuppressed(why);
    }
    return refusal;
  }

  /** As a caller sees it: an opaque text. */
  String cursor() {
    JsonObject json = new JsonObject();
    put(json, "sessions", sessions);
    put(json, "session", session);
    put(json, "devlogs", devlogs);
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.encode().getBytes(StandardCharsets.UTF_8));
  }

  private static void put(JsonObject json, String name, @Nullable String value) {
    if (value != null) {
      json.put(name, value);
    }
  }
}
