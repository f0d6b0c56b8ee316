package dev.multichat.core;

import java.util.Locale;

/**
 * What the hub knows of a message and one recipient. The order is that of knowing more; {@code
 * DELIVERED} means that the agent's own connection or handler took it.
 */
public enum ReceiptState {
  RECORDED,
  DELIVERED,
  ACKNOWLEDGED,
  REPLIED,
  EXPIRED,
  DEAD;

  /** The name in JSON. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
