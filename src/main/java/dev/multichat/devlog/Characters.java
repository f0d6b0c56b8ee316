package dev.multichat.devlog;

/** What single characters of untrusted text become before they reach a file. */
final class Characters {
  private static final char REPLACEMENT = '\uFFFD';

  private static final char ZERO_WIDTH_JOINER = '\u200D';

  private Characters() {}

  /** A text of many lines: line ends become LF, control and bidi characters become visible. */
  static String lines(String given) {
    int at = 0;
    while (at < given.length() && keepsInLines(given.charAt(at))) {
      at++;
    }
    if (at == given.length()) {
      return given;
    }
    StringBuilder out = new StringBuilder(given.length()).append(given, 0, at);
    for (int i = at; i < given.length(); i++) {
      char c = given.charAt(i);
      if (c == '\r' && i + 1 < given.length() && given.charAt(i + 1) == '\n') {
        continue;
      }
      out.append(endsLine(c) ? '\n' : keepsInLines(c) ? c : REPLACEMENT);
    }
    return out.toString();
  }

  /** One line: every run of white space becomes one space, none at the ends. */
  static String line(String given) {
    StringBuilder out = new StringBuilder(given.length());
    boolean space = false;
    for (int i = 0; i < given.length(); i++) {
      char c = given.charAt(i);
      if (c == ' ' || c == '\t' || endsLine(c)) {
        space = out.length() > 0;
      } else {
        if (space) {
          out.append(' ');
          space = false;
        }
        out.append(isHarmful(c) ? REPLACEMENT : c);
      }
    }
    return out.toString();
  }

  static boolean endsLine(char c) {
    return c == '\n'
        || c == '\r'
        || c == '\u000B'
        || c == '\f'
        || c == '\u0085'
        || c == '\u2028'
        || c == '\u2029';
  }

  /**
   * A control character, one that changes the direction of the text after it, or one that nobody
   * sees. The zero width joiner is not: emoji are made with it.
   */
  static boolean isHarmful(char c) {
    return (c < ' ' || (c >= 0x7F && c <= 0x9F))
        || (c >= '\u202A' && c <= '\u202E')
        || (c >= '\u2066' && c <= '\u2069')
        || isUnseen(c);
  }

  private static boolean isUnseen(char c) {
    return (c >= '\u200B' && c <= '\u200F' && c != ZERO_WIDTH_JOINER)
        || (c >= '\u2060' && c <= '\u2064')
        || c == '\uFEFF';
  }

  static boolean isAsciiWord(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean keepsInLines(char c) {
    return c == '\n' || c == '\t' || !(endsLine(c) || isHarmful(c));
  }
}
