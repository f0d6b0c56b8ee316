package dev.multichat.core;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks and shows texts that came from outside. */
public final class Texts {
  private static final int SHOWN = 80;
  private static final int TOKEN_LENGTH = 46;
  private static final Pattern TOKEN = Pattern.compile("(?i)mc_[a-z0-9_-]{43}");

  private Texts() {}

  /**
   * The text as an error message may show it: one line, without control characters and tokens, cut
   * short.
   */
  public static String shown(String text) {
    String given = TOKEN.matcher(text).replaceAll("mc_***");
    StringBuilder out = new StringBuilder();
    given.codePoints().limit(SHOWN).map(c -> isHidden(c) ? '?' : c).forEach(out::appendCodePoint);
    return given.codePointCount(0, given.length()) > SHOWN ? out + "…" : out.toString();
  }

  /** Whether there is something in it that has the form of a token, in any case. */
  static boolean holdsToken(String given) {
    return given.length() >= TOKEN_LENGTH && TOKEN.matcher(given).find();
  }

  /** INVALID when the text is longer than so many characters or holds a line break. */
  static void checkLine(String field, @Nullable String given, int most) {
    checkLength(field, given, most);
    if (given != null && given.chars().anyMatch(c -> c == '\n' || c == '\r' || c == 0)) {
      throw MultichatException.invalid("'" + field + "' must be one line without NUL.");
    }
  }

  private static boolean isHidden(int c) {
    int type = Character.getType(c);
    return Character.isISOControl(c)
        || type == Character.FORMAT
        || type == Character.SURROGATE
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR;
  }

  /** INVALID when a name holds characters that cannot be seen, or that turn the text around. */
  static void checkVisible(String field, String given) {
    boolean hidden = given.codePoints().anyMatch(Texts::isHidden);
    if (hidden) {
      throw MultichatException.invalid("'" + field + "' holds characters that cannot be seen.");
    }
  }

  /** INVALID when the text is longer than so many characters or is not well-formed Unicode. */
  static void checkLength(String field, @Nullable String given, int most) {
    if (given == null) {
      return;
    }
    if (given.length() > most) {
      throw MultichatException.invalid(
          "'"
              + field
              + "' has "
              + given.length()
              + " characters; at most "
              + most
              + " are allowed.");
    }
    checkUnicode(field, given);
  }

  /** INVALID when a surrogate stands alone, since UTF-8 cannot keep it. */
  static void checkUnicode(String field, String given) {
    for (int i = 0; i < given.length(); i++) {
      char c = given.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < given.length()
          && Character.isLowSurrogate(given.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c)) {
        throw MultichatException.invalid(
            "'"
                + field
                + "' is not well-formed Unicode: a surrogate stands alone at index "
                + i
                + ".");
      }
    }
  }
}
