package dev.multichat.core;

import java.util.Locale;

/** Where an exchange stands; a {@code NOTICE} awaits nothing and was not replied to. */
public enum ExchangeState {
  NOTICE,
  WAITING,
  OVERDUE,
  HELD,
  ANSWERED,
  CANCELLED,
  CLOSED;

  /** The name in JSON. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
