package dev.multichat.wire;

import dev.multichat.core.Draft;
import dev.multichat.core.MultichatException;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The body of {@code ask}: a draft and, beside its fields, {@code waitMs} (0 to 25,000). */
public record Asking(Draft draft, Duration waiting) {
  /** How long {@code ask} waits unless told otherwise, and at most. */
  public static final int MOST_WAIT_MS = 25_000;

  private static final String WAIT = "waitMs";

  public Asking {
    if (waiting.isNegative() || waiting.toMillis() > MOST_WAIT_MS) {
      throw badWait();
    }
  }

  /** Reads the body of {@code ask}; INVALID names the field. */
  public static Asking decode(JsonObject json) {
    Fields.known(json, Draft.class, WAIT);
    JsonObject draft = new JsonObject(new java.util.LinkedHashMap<>(json.getMap()));
    Object given = draft.remove(WAIT);
    return new Asking(Wire.decode(draft, Draft.class), duration(given));
  }

  private static Duration duration(@Nullable Object given) {
    if (given == null) {
      return Duration.ofMillis(MOST_WAIT_MS);
    }
    if (given instanceof Integer || given instanceof Long) {
      return Duration.ofMillis(((Number) given).longValue());
    }
    throw badWait();
  }

  private static MultichatException badWait() {
    return MultichatException.invalid(
        "'waitMs' must be a whole number of milliseconds from 0 to " + MOST_WAIT_MS + ".");
  }

  /** The body for this draft and wait. */
  public static JsonObject encode(Draft draft, Duration wait) {
    return Wire.json(draft).put(WAIT, wait.toMillis());
  }
}
