package dev.multichat.core;

import java.util.Locale;

/** What a credential may do: an agent its own, a reader read everything, an operator everything. */
public enum Access {
  AGENT,
  READER,
  OPERATOR;

  /** The name in JSON. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
