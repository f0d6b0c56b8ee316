package dev.multichat.deliver;

import dev.multichat.core.Entry;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What waits to be pushed to one agent out of one session, in order; the first is in flight. */
final class Lane {
  private final Deque<Entry> waiting = new ArrayDeque<>();
  private int failures;
  private @Nullable Object attempt;

  void add(Entry entry) {
    waiting.add(entry);
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  boolean isIdle() {
    return attempt == null;
  }

  Entry first() {
    return waiting.element();
  }

  boolean holdsFirst(String message) {
    return is(first(), message);
  }

  /** Takes a message out that is not the first. */
  Optional<Entry> discard(String message) {
    Optional<Entry> found = waiting.stream().filter(entry -> is(entry, message)).findFirst();
    found.ifPresent(waiting::remove);
    return found;
  }

  /** How many wait here, none when the first one fails. */
  int flowing() {
    return failures == 0 ? waiting.size() : 0;
  }

  /** Whether the first one was pushed in vain before. */
  boolean hasFailed() {
    return failures > 0;
  }

  private static boolean is(Entry entry, String id) {
    return entry.message() != null && entry.message().id().equals(id);
  }

  /** Begins an attempt; what is heard of an earlier one no longer counts. */
  Object begin() {
    Object token = new Object();
    attempt = token;
    return token;
  }

  boolean isCurrent(Object token) {
    return attempt == token;
  }

  /** The first one failed once more; how often it did by now. */
  int failed() {
    return ++failures;
  }

  /** The first one is done. */
  void advance() {
    waiting.remove();
    failures = 0;
    attempt = null;
  }

  /** The attempt is over without a result. */
  void rest() {
    attempt = null;
  }
}
