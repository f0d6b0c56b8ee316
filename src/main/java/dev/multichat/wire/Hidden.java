package dev.multichat.wire;

import java.util.Locale;
import java.util.function.IntFunction;

/**
 * Characters that people do not see, or that turn the direction of writing: others may have put
 * words between them for a model alone. A joiner, or a style, after a character that is no ASCII is
 * none of them, since scripts and emoji need it there.
 */
public final class Hidden {
  private static final String JOINERS = "\u200d\u200c";

  /** The styles of text and of emoji. */
  private static final String STYLES = "\ufe0e\ufe0f";

  /** What a style makes the cap of a key. */
  private static final String KEYS = "0123456789#*";

  /**
   * Letters and marks that show nothing: fillers, the grapheme joiner, an empty braille pattern.
   */
  private static final String BLANK = "\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0";

  private Hidden() {}

  /** Whether there are any. */
  public static boolean in(String text) {
    int before = 0;
    for (int i = 0; i < text.length(); i += Character.charCount(before)) {
      int c = text.codePointAt(i);
      if (isHidden(c, before)) {
        return true;
      }
      before = c;
    }
    return false;
  }

  /**
   * The text with each of them as {@code \}{@code u200b} and the like; line feeds and tabs stay.
   */
  public static String escaped(String text) {
    return replaced(text, c -> String.format(Locale.ROOT, "\\u{%x}", c));
  }

  /** The text without them. */
  static String removed(String text) {
    return replaced(text, c -> "");
  }

  private static String replaced(String text, IntFunction<String> by) {
    if (!in(text)) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length() + 16);
    int before = 0;
    for (int i = 0; i < text.length(); i += Character.charCount(before)) {
      int c = text.codePointAt(i);
      if (isHidden(c, before)) {
        out.append(by.apply(c));
      } else {
        out.appendCodePoint(c);
      }
      before = c;
    }
    return out.toString();
  }

  private static boolean mayFollow(int c, int before) {
    boolean isCap = STYLES.indexOf(c) >= 0 && KEYS.indexOf(before) >= 0;
    return isCap || (before >= 0x80 && !isHidden(before, 0));
  }

  private static boolean isHidden(int c, int before) {
    if (STYLES.indexOf(c) >= 0 || JOINERS.indexOf(c) >= 0) {
      return !mayFollow(c, before);
    }
    if (BLANK.indexOf(c) >= 0 || isSelector(c)) {
      return true;
    }
    return switch (Character.getType(c)) {
      case Character.CONTROL -> c != '\n' && c != '\t' && c != '\r';
      case Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }

  /** Variation selectors without those two styles that emoji need. */
  private static boolean isSelector(int c) {
    return (c >= 0xfe00 && c <= 0xfe0d)
        || (c >= 0x180b && c <= 0x180f)
        || (c >= 0xe0100 && c <= 0xe01ef);
  }
}
