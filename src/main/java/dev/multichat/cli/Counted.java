package dev.multichat.cli;

/** A number with what it counts: one session, two sessions. */
final class Counted {
  private Counted() {}

  /** The word takes an s when there are more or none. */
  static String of(long number, String word) {
    return number + " " + (number == 1 ? word : word + "s");
  }
}
