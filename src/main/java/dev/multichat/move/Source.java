package dev.multichat.move;

/** Gives what is to be moved, line by line in the order of an export. */
interface Source {
  /** Takes one line after the other; what it throws ends the reading. */
  interface Taker {
    /** Takes a line; the mark, where it stands, grows from entry to entry. */
    void take(long mark, Line line);
  }

  /** Gives the entries with a greater mark, and everything that follows the entries. */
  void each(long afterMark, Taker taker);
}
