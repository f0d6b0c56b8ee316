package dev.multichat.gateway.http;

import dev.multichat.core.MultichatException;
import dev.multichat.core.Texts;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The query of a request as the fields of an operation's body. */
final class Query {
  private static final Set<String> NUMBERS = Set.of("limit", "waitMs", "afterSeq");

  private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,18}");

  private Query() {}

  /** INVALID for a name that stands twice, and for a number that is none. */
  static JsonObject of(HttpServerRequest request) {
    MultiMap query = request.params(true);
    JsonObject fields = new JsonObject();
    for (Map.Entry<String, String> entry : query) {
      String name = entry.getKey();
      if (fields.containsKey(name)) {
        throw MultichatException.invalid(
            "'" + Texts.shown(name) + "' stands twice in the address; give it once.");
      }
      fields.put(name, NUMBERS.contains(name) ? number(name, entry.getValue()) : entry.getValue());
    }
    return fields;
  }

  private static long number(String name, String value) {
    if (NUMBER.matcher(value).matches()) {
      return Long.parseLong(value);
    }
    throw MultichatException.invalid(
        "'" + name + "' is '" + Texts.shown(value) + "'; it must be a whole number.");
  }
}
