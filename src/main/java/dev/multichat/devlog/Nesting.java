package dev.multichat.devlog;

import org.commonmark.node.Node;

/**
 * How deep a markdown text may nest before parsing it would cost too much: the parser and renderer
 * recurse, and every open block is looked at again on every line.
 */
final class Nesting {
  private static final int MOST_BLOCKS = 32;
  private static final int MOST_DELIMITERS = 1000;
  private static final int MOST_LEVELS = 100;

  private final String text;
  private int opening;
  private int closing;
  private int images;
  private int ends;

  private Nesting(String text) {
    this.text = text;
  }

  /** Whether the text may nest too deeply; told before it is parsed. */
  static boolean isTooDeep(String text) {
    return new Nesting(text).isTooDeep();
  }

  /** Whether what was parsed is too deep to be rendered. */
  static boolean isTooDeep(Node root) {
    int depth = 0;
    Node node = root;
    while (node != null && depth <= MOST_LEVELS) {
      if (node.getFirstChild() != null) {
        node = node.getFirstChild();
        depth++;
        continue;
      }
      while (node != null && node.getNext() == null) {
        node = node.getParent();
        depth--;
      }
      node = node == null ? null : node.getNext();
    }
    return depth > MOST_LEVELS;
  }

  private boolean isTooDeep() {
    int start = 0;
    while (start < text.length()) {
      int newline = text.indexOf('\n', start);
      int end = newline < 0 ? text.length() : newline;
      if (end == start) {
        opening = closing = images = ends = 0;
      }
      if (blocks(start, end) > MOST_BLOCKS || inlines(start, end) > MOST_DELIMITERS) {
        return true;
      }
      start = end + 1;
    }
    return false;
  }

  /** An upper bound of the quotes and lists that this line is in. */
  private int blocks(int start, int end) {
    int markers = 0;
    int indent = 0;
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if (c == ' ' || c == '\t') {
        indent += c == ' ' ? 1 : 4;
      } else if (c == '>' || isMarker(c, i, end)) {
        markers++;
      } else if (!Characters.isDigit(c)) {
        break;
      }
    }
    return markers == 0 ? 0 : markers + indent / 2;
  }

  private boolean isMarker(char c, int i, int end) {
    return "-+*.)".indexOf(c) >= 0 && (i + 1 == end || " \t".indexOf(text.charAt(i + 1)) >= 0);
  }

  /** An upper bound of the emphases and images within one another in this paragraph. */
  private int inlines(int start, int end) {
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      char last = i > start ? text.charAt(i - 1) : ' ';
      switch (c) {
        case '*', '_' -> delimiter(c, last, i + 1 < end ? text.charAt(i + 1) : ' ');
        case '[' -> images += last == '!' ? 1 : 0;
        case ']' -> ends++;
        default -> {}
      }
    }
    return Math.min(opening, closing) + Math.min(images, ends);
  }

  private void delimiter(char c, char last, char next) {
    if (c == '*' || !(isWord(last) && isWord(next))) {
      opening += next == ' ' ? 0 : 1;
      closing += last == ' ' ? 0 : 1;
    }
  }

  private static boolean isWord(char c) {
    return Characters.isAsciiWord(c);
  }
}
