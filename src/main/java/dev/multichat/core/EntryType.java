package dev.multichat.core;

import java.util.Locale;

/** What a record of the log is: a message, or one of the events. */
public enum EntryType {
  MESSAGE,
  OPENED,
  JOINED,
  LEFT,
  CLOSED,
  AGENT,
  OVERDUE,
  EXPIRED,
  DEAD,
  HELD,
  RELEASED;

  /** The name in JSON. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
