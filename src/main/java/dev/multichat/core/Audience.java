package dev.multichat.core;

import java.util.Locale;

/**
 * Whom the sender named: a list, everybody else in the session ({@code []}), or every registered
 * agent ({@code ["*"]}).
 */
public enum Audience {
  LIST,
  SESSION,
  EVERYONE;

  /** The name in JSON. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
