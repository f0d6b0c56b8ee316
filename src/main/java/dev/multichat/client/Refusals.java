package dev.multichat.client;

import dev.multichat.core.ErrorCode;
import dev.multichat.core.MultichatException;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.Map;

/** Problems (RFC 9457) as the refusals that they were. */
final class Refusals {
  private Refusals() {}

  static MultichatException of(int status, JsonObject problem) {
    Map<String, String> details = new HashMap<>();
    for (String name : new String[] {"retryAfterMs", "outcome", "id"}) {
      Object value = problem.getValue(name);
      if (value != null) {
        details.put(name, value.toString());
      }
    }
    String why = problem.getString("detail", "The hub refused with status " + status + ".");
    return new MultichatException(code(status), why, details);
  }

  /** HTTP's own words for bad requests are INVALID to who calls through this. */
  private static ErrorCode code(int status) {
    ErrorCode code = ErrorCode.of(status);
    return code == ErrorCode.INTERNAL && status < 500 ? ErrorCode.INVALID : code;
  }
}
