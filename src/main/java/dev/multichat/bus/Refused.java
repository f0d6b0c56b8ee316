package dev.multichat.bus;

import dev.multichat.core.MultichatException;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import java.util.Map;

/**
 * What a refused request fails with: a RECIPIENT_FAILURE with the number of the error code and the
 * message, as every Vert.x program understands it, and the details that a program needs.
 */
public final class Refused extends ReplyException {
  private static final long serialVersionUID = 1L;

  private final transient Map<String, String> details;

  Refused(int code, String message, Map<String, String> details) {
    super(ReplyFailure.RECIPIENT_FAILURE, code, message);
    this.details = Map.copyOf(details);
  }

  static Refused of(MultichatException refusal) {
    return new Refused(
        refusal.code().number(), String.valueOf(refusal.getMessage()), refusal.details());
  }

  /** As in {@link MultichatException#details()}; empty for most. */
  public Map<String, String> details() {
    return details;
  }
}
