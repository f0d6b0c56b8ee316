package dev.multichat.devlog.old;

import java.util.Locale;

/** What the reader has to say about a file, in one sentence. */
public record Remark(Kind kind, String text) {

  /** What became of a part of the file. */
  public enum Kind {
    /** It was told plainly and stands in a field. */
    READ,
    /** It was not told plainly; the sentence says what was taken for it, and why. */
    GUESSED,
    /** Its characters had been damaged and were put right. */
    REPAIRED,
    /** It fits no field: it stays in a body, or the file was refused. */
    LEFT
  }

  /** With its kind before it. */
  public String sentence() {
    return kind.name().toLowerCase(Locale.ROOT) + ": " + text;
  }
}
