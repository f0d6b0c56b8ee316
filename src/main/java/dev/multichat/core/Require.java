package dev.multichat.core;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks of what a record presumes; each fails with INVALID and names the field. */
final class Require {
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

  private Require() {}

  static <T> T given(String field, @Nullable T value) {
    if (value == null) {
      throw MultichatException.invalid("'" + field + "' is missing.");
    }
    return value;
  }

  /** The list without null, at most so many, each a text of at most so many characters. */
  static List<String> texts(String field, @Nullable List<String> given, int most, int length) {
    List<String> list = list(field, given, most);
    list.forEach(text -> Texts.checkLength(field, text, length));
    return list;
  }

  static <T> List<T> list(String field, @Nullable List<T> given, int most) {
    if (given == null) {
      return List.of();
    }
    if (given.size() > most) {
      throw MultichatException.invalid(
          "'" + field + "' has " + given.size() + " items; at most " + most + " are allowed.");
    }
    for (T item : given) {
      given(field + "[]", item);
    }
    return List.copyOf(given);
  }

  /** A time that RFC 3339 can write: in the years 1970 to 9999. */
  static void time(String field, @Nullable Instant given) {
    if (given != null && (given.isBefore(Instant.EPOCH) || given.isAfter(LATEST))) {
      throw MultichatException.invalid("'" + field + "' must be in the years 1970 to 9999.");
    }
  }
}
