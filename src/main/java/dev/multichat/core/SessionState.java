package dev.multichat.core;

import java.util.Locale;

/** Whether a session still takes entries. */
public enum SessionState {
  ACTIVE,
  CLOSED;

  /** The name in JSON. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
