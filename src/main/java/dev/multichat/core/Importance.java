package dev.multichat.core;

import java.util.Locale;

/** How soon a message wants to be read. */
public enum Importance {
  LOW,
  NORMAL,
  HIGH,
  URGENT;

  /** The name in JSON. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
