package dev.multichat.cli;

/**
 * Texts from agents as a terminal may show them: control characters and those that turn the writing
 * direction appear as {@code \}{@code u001b} and the like, so that no text can steer the terminal.
 * Inside JSON the result means the same text as before.
 */
final class Visible {
  private static final int JOINER = 0x200d;
  private static final int NON_JOINER = 0x200c;

  private Visible() {}

  /** A text of several lines; line feeds and tabs stay. */
  static String block(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    text.replace("\r\n", "\n")
        .codePoints()
        .forEach(
            c -> {
              if (c == '\n' || c == '\t' || !harmful(c)) {
                out.appendCodePoint(c);
              } else {
                escape(c, out);
              }
            });
    return out.toString();
  }

  /** A text on one line. */
  static String line(String text) {
    return block(text.replaceAll("[\\r\\n\\t]+", " "));
  }

  /** A text on one line, cut to a width. */
  static String cut(String text, int width) {
    String line = line(text);
    return line.codePointCount(0, line.length()) <= width
        ? line
        : line.substring(0, line.offsetByCodePoints(0, width - 1)) + "…";
  }

  private static boolean harmful(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
      case Character.FORMAT -> c != JOINER && c != NON_JOINER;
      default -> false;
    };
  }

  private static void escape(int codePoint, StringBuilder out) {
    for (char unit : Character.toChars(codePoint)) {
      out.append(String.format("\\u%04x", (int) unit));
    }
  }
}
