package dev.multichat.devlog;

import java.util.Arrays;

/**
 * Texts on whose marks a parser would spend itself, since it looks at some of them again for each
 * of the others; and references that repeat a long target so often that little becomes much.
 */
final class Marks {
  /** Of one kind in one paragraph; so many take a few milliseconds, their square is the time. */
  private static final int MOST = 2000;

  private static final int GROWTH = 4;
  private static final int FREE = 64 * 1024;
  private static final int KINDS = 4;

  private final int[] counts = new int[KINDS];
  private long brackets;
  private long longest;

  private Marks() {}

  /** Whether such a text is better shown as it stands. */
  static boolean areTooMany(String text) {
    return new Marks().spend(text);
  }

  private boolean spend(String text) {
    int from = 0;
    while (from < text.length()) {
      int newline = text.indexOf('\n', from);
      int to = newline < 0 ? text.length() : newline;
      if (beginsAnew(text, from, to)) {
        Arrays.fill(counts, 0);
      }
      if (count(text, from, to)) {
        return true;
      }
      if (text.regionMatches(from, "[", 0, 1) || text.regionMatches(from, " ", 0, 1)) {
        longest = Math.max(longest, to - from);
      }
      from = to + 1;
    }
    return longest * brackets > GROWTH * (long) text.length() + FREE * (long) GROWTH
        && text.contains("]:");
  }

  /** A blank line ends a paragraph, and so does an item of a list. */
  private static boolean beginsAnew(String text, int from, int to) {
    int i = from;
    while (i < to && text.charAt(i) == ' ') {
      i++;
    }
    boolean item = i + 1 < to && "-+*".indexOf(text.charAt(i)) >= 0 && text.charAt(i + 1) == ' ';
    return i == to || item;
  }

  private boolean count(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      int kind = kind(text.charAt(i));
      if (kind >= 0) {
        brackets += kind == 0 ? 1 : 0;
        counts[kind]++;
        if (counts[kind] > MOST) {
          return true;
        }
      }
    }
    return false;
  }

  private static int kind(char c) {
    return switch (c) {
      case '[' -> 0;
      case '*', '_' -> 1;
      case '<' -> 2;
      case '`' -> 3;
      default -> -1;
    };
  }
}
