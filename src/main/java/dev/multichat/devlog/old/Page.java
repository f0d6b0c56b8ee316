package dev.multichat.devlog.old;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * The lines of one file. A line is taken once all that it says stands in a field; every other line
 * ends in a body, so that nothing is dropped.
 */
final class Page {
  private final String[] lines;
  private final BitSet taken = new BitSet();

  Page(String text) {
    this.lines = text.split("\n", -1);
  }

  int size() {
    return lines.length;
  }

  String line(int index) {
    return lines[index];
  }

  void take(int from, int to) {
    taken.set(from, to);
  }

  /** The first line that says something and was not taken; empty when there is none. */
  String first() {
    for (int i = 0; i < lines.length; i++) {
      if (!taken.get(i) && !lines[i].isBlank()) {
        return lines[i].strip();
      }
    }
    return "";
  }

  /** Whether no line between these has anything left to say. */
  boolean isSpent(int from, int to) {
    for (int i = from; i < to; i++) {
      if (!taken.get(i) && !lines[i].isBlank()) {
        return false;
      }
    }
    return true;
  }

  /** The lines between these, verbatim, without blank ones at the ends. */
  String text(int from, int to) {
    return joined(from, to, false);
  }

  /** The same, but only those that were not taken. */
  String rest(int from, int to) {
    return joined(from, to, true);
  }

  private String joined(int from, int to, boolean untaken) {
    List<String> kept = new ArrayList<>();
    int end = 0;
    for (int i = from; i < to; i++) {
      boolean blank = lines[i].isBlank();
      if ((untaken && taken.get(i)) || (blank && kept.isEmpty())) {
        continue;
      }
      kept.add(lines[i]);
      end = blank ? end : kept.size();
    }
    return String.join("\n", kept.subList(0, end));
  }

  /** What two files with the same text have in common, whatever their line ends and margins. */
  String canonical() {
    StringBuilder out = new StringBuilder();
    for (String line : lines) {
      out.append(line.stripTrailing()).append('\n');
    }
    return out.toString().strip();
  }
}
