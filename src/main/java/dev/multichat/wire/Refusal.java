package dev.multichat.wire;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dev.multichat.core.MultichatException;
import dev.multichat.core.Texts;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Turns what Jackson says of bad input into a sentence for the one who sent it. */
final class Refusal {
  private Refusal() {}

  static MultichatException of(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof MultichatException refusal) {
        return refusal;
      }
    }
    return MultichatException.invalid(sentence(failure));
  }

  private static String sentence(Throwable failure) {
    if (failure instanceof UnrecognizedPropertyException e) {
      return unknownField(e);
    }
    if (failure instanceof InvalidFormatException e) {
      return "'"
          + path(e)
          + "' is '"
          + shown(e.getValue())
          + "'; it must be "
          + expected(e.getTargetType())
          + ".";
    }
    if (failure instanceof MismatchedInputException e) {
      return e.getPath().isEmpty()
          ? "The body must be a JSON object."
          : "'" + path(e) + "' has the wrong type; it must be " + expected(e.getTargetType()) + ".";
    }
    if (failure instanceof JsonParseException e) {
      return "This is not JSON (line "
          + e.getLocation().getLineNr()
          + ", column "
          + e.getLocation().getColumnNr()
          + ").";
    }
    if (failure instanceof JsonMappingException e && !e.getPath().isEmpty()) {
      return "'" + path(e) + "' has a value that is not allowed here.";
    }
    return "The JSON cannot be read as what is expected here.";
  }

  private static String unknownField(UnrecognizedPropertyException e) {
    Collection<Object> known = e.getKnownPropertyIds();
    String names =
        known == null
            ? "none"
            : known.stream().map(String::valueOf).sorted().collect(Collectors.joining(", "));
    return "The field '" + path(e) + "' is unknown; known are " + names + ".";
  }

  private static String path(JsonMappingException e) {
    StringBuilder path = new StringBuilder();
    for (JsonMappingException.Reference step : e.getPath()) {
      if (step.getFieldName() == null) {
        path.append('[').append(step.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(shown(step.getFieldName()));
      }
    }
    return path.toString();
  }

  private static String shown(@Nullable Object value) {
    return Texts.shown(String.valueOf(value));
  }

  private static String expected(@Nullable Class<?> type) {
    if (type == null) {
      return "of another type";
    }
    if (type.isEnum()) {
      return "one of "
          + Arrays.stream(type.getEnumConstants())
              .map(String::valueOf)
              .collect(Collectors.joining(", "));
    }
    if (type == Instant.class) {
      return "a time such as 2025-09-24T04:27:49.000Z (RFC 3339)";
    }
    if (Collection.class.isAssignableFrom(type)) {
      return "a list";
    }
    return named(type);
  }

  private static String named(Class<?> type) {
    if (type == String.class) {
      return "a text";
    }
    if (type == Boolean.class || type == boolean.class) {
      return "true or false";
    }
    if (Number.class.isAssignableFrom(type) || type.isPrimitive()) {
      return "a whole number";
    }
    return Map.class.isAssignableFrom(type) ? "an object of texts" : "an object";
  }
}
