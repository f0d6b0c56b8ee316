package dev.multichat.devlog.old;

/** What became of an old devlog. */
public enum Taken {
  IMPORTED,
  /** All of it is there: it had been imported before, or stands in the same run twice. */
  KNOWN,
  /** It had been imported before, and its session was removed since. */
  REMOVED,
  /** Its session, or one of its messages, is in the store in another shape. */
  TAKEN,
  /** It could not be read. */
  LEFT
}
