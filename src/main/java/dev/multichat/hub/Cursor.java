package dev.multichat.hub;

import dev.multichat.core.Entry;
import dev.multichat.core.MultichatException;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** A place in a list of one store's epoch, as callers see it: an opaque text. */
final class Cursor {
  private Cursor() {}

  static String of(String epoch, long place) {
    byte[] text = (epoch + ' ' + place).getBytes(StandardCharsets.UTF_8);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text);
  }

  /**
   * The place behind these entries when more may follow there. A full page tells that by itself; of
   * a shorter one, which may be cut by its length, the store tells it.
   */
  static Future<Optional<Long>> behind(
      List<Entry> entries, int limit, LongFunction<Future<List<Entry>>> oneBehind) {
    if (entries.isEmpty()) {
      return Future.succeededFuture(Optional.empty());
    }
    long last = entries.get(entries.size() - 1).position();
    return entries.size() == limit
        ? Future.succeededFuture(Optional.of(last))
        : oneBehind.apply(last).map(one -> one.isEmpty() ? Optional.empty() : Optional.of(last));
  }

  /** The place, or the start when there is no cursor; CONFLICT for one of another epoch. */
  static long place(String epoch, @Nullable String cursor, long start) {
    if (cursor == null) {
      return start;
    }
    String[] parts = decoded(cursor).split(" ", -1);
    if (parts.length != 2 || !parts[1].matches("[0-9]{1,18}")) {
      throw garbage();
    }
    if (!parts[0].equals(epoch)) {
      throw MultichatException.conflict(
          "The 'cursor' is of a time before the store was restored or moved; start again without"
              + " one.");
    }
    return Long.parseLong(parts[1]);
  }

  /** The place, or the start when the cursor is none of this epoch. */
  static long placeIfAny(String epoch, @Nullable String cursor) {
    try {
      return place(epoch, cursor, 0);
    } catch (MultichatException stale) {
      return 0;
    }
  }

  private static String decoded(String cursor) {
    try {
      return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw garbage();
    }
  }

  private static MultichatException garbage() {
    return MultichatException.invalid("The 'cursor' is none that was given out here.");
  }
}
