package dev.multichat.app;

import dev.multichat.core.Message;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What one recipient, who is in one session, was shown over all its connections, and which of its
 * acknowledgements were answered. Safe for any thread.
 */
final class ShownLedger {
  private final ToldLedger told;
  private final Set<String> first = new HashSet<>();
  private final Set<String> answered = new HashSet<>();
  private final List<String> troubles = new ArrayList<>();
  private long lastSeq;
  private int repeats;

  /**
   * @param told is told of everything that is shown
   */
  ShownLedger(ToldLedger told) {
    this.told = told;
  }

  /** Each comes first in its order, and not again once its acknowledgement was answered. */
  synchronized void shown(Message message) {
    String what = message.id() + ", number " + message.seq();
    told.shown(message.id());
    if (answered.contains(message.id())) {
      troubles.add("It came again though its acknowledgement was answered: " + what);
    } else if (!first.add(message.id())) {
      repeats++;
    } else if (message.seq() <= lastSeq) {
      troubles.add("It came first behind number " + lastSeq + ": " + what);
    } else {
      lastSeq = message.seq();
    }
  }

  synchronized void answered(String id) {
    answered.add(id);
  }

  /** Something that should not have happened. */
  synchronized void trouble(String what) {
    troubles.add(what);
  }

  /** How many different messages came. */
  synchronized int size() {
    return first.size();
  }

  synchronized boolean has(String id) {
    return first.contains(id);
  }

  /** How many came again, none of which had been acknowledged with an answer. */
  synchronized int repeats() {
    return repeats;
  }

  synchronized int answers() {
    return answered.size();
  }

  synchronized List<String> troubles() {
    return List.copyOf(troubles);
  }
}
