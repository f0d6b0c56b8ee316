package dev.multichat.app;

import java.net.URI;
import java.util.function.Supplier;

/** How long somebody who is served all the time was not. Safe for any thread. */
final class Pulse {
  private final Supplier<URI> place;
  private long last = System.nanoTime();
  private long longest;

  /**
   * @param place the node that is used now
   */
  Pulse(Supplier<URI> place) {
    this.place = place;
  }

  URI place() {
    return place.get();
  }

  /** It was served. */
  synchronized void beat() {
    long now = System.nanoTime();
    longest = Math.max(longest, now - last);
    last = now;
  }

  /** Counts anew, from this moment on. */
  synchronized void begin(long now) {
    last = now;
    longest = 0;
  }

  /** The longest time without being served since the beginning, the one that goes on included. */
  synchronized long longestNanos() {
    return Math.max(longest, System.nanoTime() - last);
  }

  synchronized boolean wasServedSince(long moment) {
    return last - moment > 0;
  }
}
