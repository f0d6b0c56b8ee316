package dev.multichat.devlog;

/**
 * Untrusted one-line text as markdown that shows just this text: no markup, no HTML, no new block.
 * It escapes only where a character would mean something, so that the file itself reads well.
 */
final class Inline {
  private final String text;
  private final boolean startsLine;
  private final StringBuilder out;

  private Inline(String text, boolean startsLine) {
    this.text = text;
    this.startsLine = startsLine;
    this.out = new StringBuilder(text.length() + 16);
  }

  /** A text that may stand anywhere in a line. */
  static String line(String given) {
    return new Inline(Characters.line(given), true).escaped();
  }

  /** A text in a cell of a table. */
  static String cell(String given) {
    return line(given).replace("|", "\\|");
  }

  /** A piece of a paragraph, white space at its ends included. */
  static String piece(String given, boolean startsLine) {
    StringBuilder clean = new StringBuilder(given.length());
    for (int i = 0; i < given.length(); i++) {
      char c = given.charAt(i);
      boolean blank = c == '\t' || Characters.endsLine(c);
      clean.append(blank ? ' ' : Characters.isHarmful(c) ? '\uFFFD' : c);
    }
    return new Inline(clean.toString(), startsLine).escaped();
  }

  private String escaped() {
    int from = startsLine ? start() : 0;
    for (int i = from; i < text.length(); i++) {
      append(i);
    }
    return out.toString();
  }

  private int start() {
    if (text.isEmpty()) {
      return 0;
    }
    char first = text.charAt(0);
    if (first == ' ') {
      out.append("&#32;");
      return 1;
    }
    if ("#-+=~>".indexOf(first) >= 0) {
      out.append('\\').append(first);
      return 1;
    }
    return Characters.isDigit(first) ? number() : 0;
  }

  private int number() {
    int end = 0;
    while (end < text.length() && Characters.isDigit(text.charAt(end))) {
      end++;
    }
    boolean marks = end < text.length() && ".)".indexOf(text.charAt(end)) >= 0;
    if (!marks || (end + 1 < text.length() && text.charAt(end + 1) != ' ')) {
      return 0;
    }
    out.append(text, 0, end).append('\\').append(text.charAt(end));
    return end + 1;
  }

  private void append(int i) {
    char c = text.charAt(i);
    switch (c) {
      case '\\', '`', '*', '[', ']' -> out.append('\\').append(c);
      case '_' -> out.append(isInsideWord(i) ? "_" : "\\_");
      case '<' -> out.append(opensNothing(i) ? "<" : "&lt;");
      case '&' -> out.append(mayBeEntity(i) ? "&amp;" : "&");
      default -> out.append(c);
    }
  }

  private boolean isInsideWord(int i) {
    return i > 0
        && i + 1 < text.length()
        && Characters.isAsciiWord(text.charAt(i - 1))
        && Characters.isAsciiWord(text.charAt(i + 1));
  }

  private boolean opensNothing(int i) {
    return i + 1 < text.length() && " =".indexOf(text.charAt(i + 1)) >= 0;
  }

  private boolean mayBeEntity(int i) {
    int end = i + 1;
    while (end < text.length()
        && (Characters.isAsciiWord(text.charAt(end)) || text.charAt(end) == '#')) {
      end++;
    }
    return end == text.length() || (end > i + 1 && text.charAt(end) == ';');
  }
}
