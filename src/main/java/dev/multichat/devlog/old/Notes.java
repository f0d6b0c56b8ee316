package dev.multichat.devlog.old;

import dev.multichat.core.Texts;
import java.util.ArrayList;
import java.util.List;

/** Gathers what is to be said about one file, at most so much that a report stays readable. */
final class Notes {
  private static final int MOST = 200;

  private final List<Remark> remarks = new ArrayList<>();

  void read(String text) {
    add(Remark.Kind.READ, text);
  }

  void guessed(String text) {
    add(Remark.Kind.GUESSED, text);
  }

  void repaired(String text) {
    add(Remark.Kind.REPAIRED, text);
  }

  void left(String text) {
    add(Remark.Kind.LEFT, text);
  }

  private void add(Remark.Kind kind, String text) {
    Remark remark = new Remark(kind, text);
    boolean room = kind == Remark.Kind.READ || remarks.size() < MOST;
    if (room && !remarks.contains(remark)) {
      remarks.add(remark);
    }
  }

  /** Why the file is refused, which is always told. */
  void refused(String text) {
    remarks.add(new Remark(Remark.Kind.LEFT, text));
  }

  List<Remark> all() {
    return List.copyOf(remarks);
  }

  /** A text of the file as a remark may quote it. */
  static String quoted(String text) {
    return "'" + Texts.shown(text.strip()) + "'";
  }

  static String count(int number, String one, String many) {
    return number + " " + (number == 1 ? one : many);
  }
}
