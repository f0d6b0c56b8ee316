package dev.multichat.move;

import java.util.ArrayList;
import java.util.List;

/** What is wrong with a store, up to a number of sentences; the rest is counted. */
final class Findings {
  private static final int MOST = 100;

  private final List<String> sentences = new ArrayList<>();
  private long more;

  void add(String sentence) {
    if (sentences.size() < MOST) {
      sentences.add(sentence);
    } else {
      more++;
    }
  }

  /** Adds the sentence unless that is so. */
  void unless(boolean sound, String sentence) {
    if (!sound) {
      add(sentence);
    }
  }

  List<String> sentences() {
    return List.copyOf(sentences);
  }

  /** How many more there are. */
  long more() {
    return more;
  }
}
