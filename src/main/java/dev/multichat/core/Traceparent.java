package dev.multichat.core;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The {@code traceparent} of W3C Trace Context: which trace something belongs to, and what caused
 * it. It is passed on as it came; the hub adds no span of its own.
 */
public final class Traceparent {
  /** The name of the header that carries it. */
  public static final String HEADER = "traceparent";

  private static final int LENGTH = 55;
  private static final String OURS = "00";
  private static final Pattern FORM =
      Pattern.compile("(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

  private Traceparent() {}

  /** INVALID when it is given and has not the form of any version that has 55 characters. */
  static void check(@Nullable String given) {
    if (given != null && !isOne(given)) {
      throw MultichatException.invalid(
          "'traceparent' is '"
              + Texts.shown(given)
              + "'; it must be as W3C Trace Context has it: VERSION-TRACE-PARENT-FLAGS of 2, 32, 16"
              + " and 2 digits of 0-9 and a-f, of which trace and parent are not all 0.");
    }
  }

  private static boolean isOne(String text) {
    return text.length() == LENGTH && FORM.matcher(text).matches();
  }

  /**
   * What the headers of that name tell; absent when they tell nothing, or nothing that is well
   * formed. Of a version that has more to tell the first part is kept, as version 00.
   */
  public static @Nullable String of(List<String> headers) {
    String given = headers.size() == 1 ? headers.get(0) : "";
    if (isOne(given)) {
      return given;
    }
    boolean longer =
        given.length() > LENGTH
            && given.charAt(LENGTH) == '-'
            && !given.startsWith(OURS)
            && isOne(given.substring(0, LENGTH));
    return longer ? OURS + given.substring(OURS.length(), LENGTH) : null;
  }
}
