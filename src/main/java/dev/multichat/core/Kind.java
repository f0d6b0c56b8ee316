package dev.multichat.core;

import java.util.Locale;

/** What a message does, after the FIPA performatives (FIPA SC00037J). */
public enum Kind {
  INFORM,
  REQUEST,
  PROPOSE,
  ACCEPT,
  REFUSE,
  FAILURE,
  CANCEL;

  /** Whether such a message awaits a reply from each recipient unless its sender says otherwise. */
  public boolean awaitsReply() {
    return this == REQUEST || this == PROPOSE;
  }

  /** The name in JSON. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
