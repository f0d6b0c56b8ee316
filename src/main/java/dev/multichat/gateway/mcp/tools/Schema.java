package dev.multichat.gateway.mcp.tools;

import dev.multichat.core.ErrorCode;
import dev.multichat.core.MultichatException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Holds arguments against what tools.json uses of JSON Schema: types, properties, required, items,
 * enum, minimum and maximum. No object takes what it does not name.
 */
final class Schema {
  /** The detail of a refusal that tells a name as the caller wrote it. */
  static final String ARGUMENT = "argument";

  private static final Map<String, String> WORDS =
      Map.of(
          "string", "a text",
          "integer", "a whole number",
          "boolean", "true or false",
          "array", "a list",
          "object", "an object");

  private Schema() {}

  /** The object without what is null; INVALID names what does not fit. */
  static JsonObject object(String path, JsonObject schema, JsonObject given) {
    JsonObject properties = schema.getJsonObject("properties", new JsonObject());
    JsonObject fitting = new JsonObject();
    for (Map.Entry<String, Object> field : given) {
      JsonObject wanted = properties.getJsonObject(field.getKey());
      if (wanted == null) {
        throw unknown(path, field.getKey(), properties);
      }
      if (field.getValue() != null) {
        fitting.put(field.getKey(), value(path + field.getKey(), wanted, field.getValue()));
      }
    }
    for (Object name : schema.getJsonArray("required", new JsonArray())) {
      if (!fitting.containsKey(String.valueOf(name))) {
        throw MultichatException.invalid("'" + path + name + "' is missing.");
      }
    }
    return fitting;
  }

  private static MultichatException unknown(String path, String name, JsonObject properties) {
    String known =
        properties.isEmpty()
            ? "this takes none"
            : "known are " + String.join(", ", properties.fieldNames());
    String shown = Arguments.shown(path + name);
    String meant = Arguments.snake(name);
    String right = properties.containsKey(meant) ? "did you mean '" + meant + "'?" : known + ".";
    return new MultichatException(
        ErrorCode.INVALID,
        "The argument '" + shown + "' is unknown; " + right,
        Map.of(ARGUMENT, shown));
  }

  private static Object value(String path, JsonObject schema, Object given) {
    String type = schema.getString("type");
    if (!fits(type, given)) {
      throw wrong(path, WORDS.get(type));
    }
    if (given instanceof JsonObject object) {
      return object(path + ".", schema, object);
    }
    if (given instanceof JsonArray array) {
      return list(path, schema, array);
    }
    if (given instanceof Number number) {
      return whole(path, schema, number.doubleValue());
    }
    JsonArray values = schema.getJsonArray("enum");
    if (values != null && !values.contains(given)) {
      throw wrong(
          path, "one of " + String.join(", ", values.stream().map(String::valueOf).toList()));
    }
    return given;
  }

  private static boolean fits(String type, Object given) {
    return switch (type) {
      case "string" -> given instanceof String;
      case "integer" -> given instanceof Number number && isWhole(number.doubleValue());
      case "boolean" -> given instanceof Boolean;
      case "array" -> given instanceof JsonArray;
      default -> given instanceof JsonObject;
    };
  }

  /** However it is written: 1.0 and 1e0 are whole too. */
  private static boolean isWhole(double number) {
    return number == Math.rint(number);
  }

  private static JsonArray list(String path, JsonObject schema, JsonArray given) {
    JsonArray fitting = new JsonArray();
    for (int i = 0; i < given.size(); i++) {
      Object item = given.getValue(i);
      String at = path + "[" + i + "]";
      if (item == null) {
        throw MultichatException.invalid("'" + at + "' is missing.");
      }
      fitting.add(value(at, schema.getJsonObject("items"), item));
    }
    return fitting;
  }

  private static Integer whole(String path, JsonObject schema, double number) {
    int least = schema.getInteger("minimum", Integer.MIN_VALUE);
    int most = schema.getInteger("maximum", Integer.MAX_VALUE);
    if (number < least || number > most) {
      boolean tooLittle = number < least && most == Integer.MAX_VALUE;
      String range = tooLittle ? least + " or more" : "from " + least + " to " + most;
      throw wrong(path, "a whole number, " + range);
    }
    return (int) number;
  }

  private static MultichatException wrong(String path, @Nullable String right) {
    return MultichatException.invalid("'" + path + "' must be " + right + ".");
  }
}
