package dev.multichat.core;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list.
 *
 * @param next the cursor of the part that follows; absent at the end
 */
public record Page<T>(List<T> items, @Nullable String next) {
  /** How many items a page has unless told otherwise. */
  public static final int DEFAULT_LIMIT = 50;

  /** How many items a page may have. */
  public static final int MOST = 500;

  public Page {
    items = List.copyOf(items);
  }

  /** The limit that was asked for, checked; INVALID outside 1 to {@link #MOST}. */
  public static int limit(@Nullable Integer asked) {
    if (asked == null) {
      return DEFAULT_LIMIT;
    }
    if (asked < 1 || asked > MOST) {
      throw MultichatException.invalid("'limit' is " + asked + "; it must be 1 to " + MOST + ".");
    }
    return asked;
  }
}
