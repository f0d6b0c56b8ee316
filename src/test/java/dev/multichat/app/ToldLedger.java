package dev.multichat.app;

import dev.multichat.core.Draft;
import dev.multichat.core.Receipt;
import dev.multichat.wire.Wire;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What was sent to a hub and what it told before it was killed, over all its lives. Safe for any
 * thread.
 */
final class ToldLedger {
  /** Something that an agent was about to send. */
  record Sending(String from, Draft draft) {}

  private final Map<String, Sending> sent = new LinkedHashMap<>();
  private final Map<String, Receipt> receipts = new LinkedHashMap<>();
  private final Set<String> shown = new HashSet<>();
  private final List<String> troubles = new ArrayList<>();

  /** Takes a line; one that the kill cut off counts as never told. */
  synchronized void take(String line) {
    if (!line.endsWith(LoadedHub.END)) {
      return;
    }
    int space = line.indexOf(' ');
    String text = line.substring(space + 1, line.length() - LoadedHub.END.length());
    switch (line.substring(0, space)) {
      case "sending" -> sending(text);
      case "receipt" -> given(Wire.decode(text, Receipt.class));
      case "shown" -> shown.add(text);
      default -> troubles.add(line);
    }
  }

  private void sending(String text) {
    int space = text.indexOf(' ');
    Draft draft = Wire.decode(text.substring(space + 1), Draft.class);
    sending(new Sending(text.substring(0, space), draft));
  }

  /** It is about to be sent, with an id. */
  synchronized void sending(Sending sending) {
    sent.put(sending.draft().id(), sending);
  }

  /** A recipient took it. */
  synchronized void shown(String id) {
    shown.add(id);
  }

  /** The same id again must have been told the same place. */
  synchronized void given(Receipt receipt) {
    Receipt before = receipts.putIfAbsent(receipt.id(), receipt);
    if (before != null
        && (before.seq() != receipt.seq() || before.position() != receipt.position())) {
      troubles.add(before + " became " + receipt);
    }
  }

  synchronized Map<String, Sending> sent() {
    return Map.copyOf(sent);
  }

  synchronized Map<String, Receipt> receipts() {
    return Map.copyOf(receipts);
  }

  synchronized int receiptCount() {
    return receipts.size();
  }

  synchronized Set<String> shown() {
    return Set.copyOf(shown);
  }

  /** What was sent and has no receipt, in the order of sending. */
  synchronized List<Sending> unanswered() {
    return sent.values().stream().filter(s -> !receipts.containsKey(s.draft().id())).toList();
  }

  /** Failures that the hub reported, and receipts that contradict each other. */
  synchronized List<String> troubles() {
    return List.copyOf(troubles);
  }
}
