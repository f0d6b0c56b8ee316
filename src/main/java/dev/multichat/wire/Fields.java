package dev.multichat.wire;

import dev.multichat.core.MultichatException;
import dev.multichat.core.Texts;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads small request bodies that need no record; INVALID names the field. */
public final class Fields {
  private static final ClassValue<Set<String>> COMPONENTS =
      new ClassValue<>() {
        @Override
        protected Set<String> computeValue(Class<?> type) {
          return Arrays.stream(type.getRecordComponents())
              .map(RecordComponent::getName)
              .collect(Collectors.toSet());
        }
      };

  private Fields() {}

  /** The only field of a body, a text. */
  public static String one(JsonObject json, String field) {
    only(json, field);
    return text(json, field);
  }

  /** The only field of a body, a text that may be absent. */
  public static @Nullable String optional(JsonObject json, String field) {
    only(json, field);
    return json.getValue(field) == null ? null : text(json, field);
  }

  /** The only field of a body, a list of texts with at least one. */
  public static List<String> many(JsonObject json, String field) {
    only(json, field);
    if (!(json.getValue(field) instanceof JsonArray array) || array.isEmpty()) {
      throw MultichatException.invalid("'" + field + "' must be a list with at least one text.");
    }
    List<String> texts = new ArrayList<>();
    for (Object item : array) {
      if (!(item instanceof String text)) {
        throw MultichatException.invalid("'" + field + "' must hold texts only.");
      }
      texts.add(text);
    }
    return texts;
  }

  /** A text that must be there. */
  public static String text(JsonObject json, String field) {
    if (json.getValue(field) instanceof String text) {
      return text;
    }
    throw MultichatException.invalid("'" + field + "' is missing or no text.");
  }

  /** INVALID when there is a field that is no component of the record and none of the others. */
  static void known(JsonObject json, Class<?> type, String... others) {
    Set<String> names = COMPONENTS.get(type);
    if (!names.containsAll(json.fieldNames())) {
      Set<String> all = new TreeSet<>(names);
      all.addAll(List.of(others));
      only(json, all.toArray(String[]::new));
    }
  }

  /** INVALID when there is any other field. */
  public static void only(JsonObject json, String... fields) {
    for (String name : json.fieldNames()) {
      if (!Set.of(fields).contains(name)) {
        throw MultichatException.invalid(
            "The field '"
                + Texts.shown(name)
                + "' is unknown; known are "
                + String.join(", ", fields)
                + ".");
      }
    }
  }
}
