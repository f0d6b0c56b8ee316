package dev.multichat.demo;

import dev.multichat.core.Message;
import dev.multichat.core.Receipt;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What was confirmed and what was shown, kept outside of the hubs, so that they can be held to it.
 * Safe for any thread.
 */
public final class Ledger {
  private final Map<String, Receipt> confirmed = new LinkedHashMap<>();
  private final Map<String, Integer> shown = new HashMap<>();

  /** A receipt came; it stays the first one when the message was sent again. */
  synchronized void confirm(Receipt receipt) {
    confirmed.putIfAbsent(receipt.id(), receipt);
  }

  /** Its recipient was shown a message; whether that is the first time. */
  synchronized boolean show(String id) {
    return shown.merge(id, 1, Integer::sum) == 1;
  }

  /** How many messages have a receipt. */
  public synchronized int confirmed() {
    return confirmed.size();
  }

  /** How many messages were shown once more, since nobody had heard the acknowledgement. */
  public synchronized long again() {
    return shown.values().stream().filter(times -> times > 1).count();
  }

  /** What is wrong with what is stored, a sentence each; nothing when all promises were kept. */
  public synchronized List<String> against(List<Message> stored) {
    List<String> wrong = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    long expected = 1;
    for (Message message : stored) {
      if (!ids.add(message.id())) {
        wrong.add("Message " + message.id() + " is stored twice.");
      }
      if (message.seq() != expected++) {
        wrong.add("Message " + message.id() + " is out of order, at " + message.seq() + ".");
      }
      Receipt receipt = confirmed.get(message.id());
      if (receipt != null && receipt.seq() != message.seq()) {
        wrong.add("Message " + message.id() + " is not where its receipt says.");
      }
    }
    for (String id : confirmed.keySet()) {
      if (!ids.contains(id)) {
        wrong.add("Message " + id + " has a receipt and is lost.");
      }
      if (!shown.containsKey(id)) {
        wrong.add("Message " + id + " has a receipt and was never shown to its recipient.");
      }
    }
    return wrong;
  }
}
