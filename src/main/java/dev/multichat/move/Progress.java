package dev.multichat.move;

/** Is told how far something long came; what it throws ends it. */
public interface Progress {
  /** So many of so many are done. */
  void at(long done, long total);
}
