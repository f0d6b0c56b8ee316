package dev.multichat.wire;

/**
 * Quotation marks of all scripts. A reader may take any of them for the end of a quotation,
 * whatever mark began it.
 */
public final class QuotationMarks {
  /** Those that Unicode does not class as the beginning or the end of a quotation. */
  private static final String OTHERS =
      "\"\u02ba\u02dd\u02ee\u02f6\u05f3\u05f4\u201a\u201e\u2033\u2034\u2036\u2037\u2057\u275b\u275c"
          + "\u275d\u275e\u275f\u2760\u276e\u276f\u2e42\u3003\u300c\u300d\u300e\u300f\u301d\u301e\u301f"
          + "\ufe41\ufe42\ufe43\ufe44\uff02\uff62\uff63\ud83d\ude76\ud83d\ude77\ud83d\ude78";

  private QuotationMarks() {}

  /** The text with an apostrophe in place of each. */
  public static String plain(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints().map(c -> isMark(c) ? '\'' : c).forEach(out::appendCodePoint);
    return out.toString();
  }

  private static boolean isMark(int c) {
    return switch (Character.getType(c)) {
      case Character.INITIAL_QUOTE_PUNCTUATION, Character.FINAL_QUOTE_PUNCTUATION -> true;
      default -> OTHERS.indexOf(c) >= 0;
    };
  }
}
