package dev.multichat.wire;

import dev.multichat.core.ErrorCode;
import dev.multichat.core.MultichatException;

/**
 * How many values JSON text may have: a tree of many small ones takes tens of times the memory of
 * its text, which is what callers are counted by.
 */
final class Values {
  /** More than any request of ours needs: a thousand recipients, a hundred requests at once. */
  private static final int MOST = 100_000;

  private Values() {}

  /** TOO_LARGE when there are more, told before anything is built. */
  static void check(String json) {
    if (json.length() > MOST && most(json) > MOST) {
      throw new MultichatException(
          ErrorCode.TOO_LARGE, "The JSON has more than " + MOST + " values; send less at once.");
    }
  }

  /** At most so many: each begins the text, or follows on one of these marks outside of texts. */
  private static int most(String json) {
    int values = 1;
    boolean text = false;
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      if (c == '"') {
        text = !text;
      } else if (text && c == '\\') {
        i++;
      } else if (!text && (c == ',' || c == '[' || c == '{')) {
        values++;
      }
    }
    return values;
  }
}
