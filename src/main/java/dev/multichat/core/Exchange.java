package dev.multichat.core;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A message that is no reply and everything that its replies lead to: a pure fold over its entries
 * in order of position. Whoever left, is revoked, is dead or whose message expired is not awaited.
 */
public final class Exchange {
  private record Await(String message, String agent) {}

  private final List<Entry> entries;
  private final Message opener;
  private final Map<Await, Message> awaited = new LinkedHashMap<>();
  private boolean awaits;
  private boolean replied;
  private @Nullable Entry held;
  private final Set<String> overdue = new HashSet<>();
  private @Nullable Instant endedAt;
  private @Nullable ExchangeState ended;

  private Exchange(List<Entry> entries, Message opener) {
    this.entries = entries;
    this.opener = opener;
  }

  /** The exchange of these entries, of which the first is its opening message. */
  public static Exchange of(List<Entry> entries) {
    Message opener = entries.isEmpty() ? null : entries.get(0).message();
    if (opener == null) {
      throw new IllegalArgumentException("an exchange begins with a message");
    }
    Exchange exchange = new Exchange(List.copyOf(entries), opener);
    entries.forEach(exchange::take);
    return exchange;
  }

  private void take(Entry entry) {
    if (entry.message() != null) {
      takeMessage(entry.message());
    } else {
      takeEvent(entry);
    }
    settle(entry.at());
  }

  private void takeMessage(Message m) {
    if (m.inReplyTo() != null) {
      replied = true;
      awaited.remove(new Await(m.inReplyTo(), m.from()));
    }
    if (m.kind() == Kind.CANCEL && m.from().equals(opener.from()) && !m.opensExchange()) {
      end(ExchangeState.CANCELLED, m.recordedAt());
    }
    if (m.awaitsReply() && ended == null) {
      awaits = true;
      m.to().forEach(agent -> awaited.put(new Await(m.id(), agent), m));
    }
  }

  private void takeEvent(Entry event) {
    switch (event.type()) {
      case LEFT, AGENT -> drop(null, event.agent());
      case DEAD -> drop(event.about(), event.agent());
      case EXPIRED -> drop(event.about(), event.agent());
      case CLOSED -> close(event.at());
      case OVERDUE -> overdue.add(Objects.requireNonNullElse(event.about(), id()));
      case HELD -> held = event;
      case RELEASED -> held = null;
      case MESSAGE, OPENED, JOINED -> {}
    }
  }

  private void drop(@Nullable String message, @Nullable String agent) {
    awaited
        .keySet()
        .removeIf(
            a ->
                (message == null || a.message().equals(message))
                    && (agent == null || a.agent().equals(agent)));
  }

  private void close(@Nullable Instant at) {
    if (!awaited.isEmpty()) {
      end(ExchangeState.CLOSED, at);
    }
  }

  private void end(ExchangeState state, @Nullable Instant at) {
    awaited.clear();
    ended = state;
    endedAt = at;
  }

  private void settle(@Nullable Instant at) {
    if (ended == null && awaits) {
      endedAt = awaited.isEmpty() ? (endedAt == null ? at : endedAt) : null;
    }
  }

  public String id() {
    return opener.id();
  }

  public String session() {
    return opener.session();
  }

  public Message opener() {
    return opener;
  }

  /** Everything that was recorded of it, in order. */
  public List<Entry> entries() {
    return entries;
  }

  /** Its messages in order, the opener first. */
  public List<Message> messages() {
    List<Message> messages = new ArrayList<>();
    entries.forEach(
        entry -> {
          if (entry.message() != null) {
            messages.add(entry.message());
          }
        });
    return messages;
  }

  /** Who is still awaited, without repetition, in the order in which they were asked. */
  public List<String> awaiting() {
    return awaited.keySet().stream().map(Await::agent).distinct().toList();
  }

  /** Who is still awaited to reply to one of its messages. */
  public List<String> awaiting(String message) {
    return awaited.keySet().stream()
        .filter(a -> a.message().equals(message))
        .map(Await::agent)
        .toList();
  }

  /** Whether it is a notice without a reply, which stands in a devlog with others. */
  public boolean sharesItsDevlog() {
    return opener.isNotice() && !replied;
  }

  public ExchangeState state() {
    if (ended != null) {
      return ended;
    }
    if (held != null && !sharesItsDevlog()) {
      return ExchangeState.HELD;
    }
    if (awaited.isEmpty()) {
      return awaits || replied ? ExchangeState.ANSWERED : ExchangeState.NOTICE;
    }
    boolean late = awaited.keySet().stream().anyMatch(a -> overdue.contains(a.message()));
    return late ? ExchangeState.OVERDUE : ExchangeState.WAITING;
  }

  /** Why it is held; absent when it is not. */
  public @Nullable String heldBecause() {
    return held == null || state() != ExchangeState.HELD
        ? null
        : Objects.requireNonNullElse(held.reason(), "");
  }

  /** When it was answered, cancelled or closed; absent while it is open, and for a notice. */
  public @Nullable Instant closedAt() {
    return endedAt;
  }

  /** The name and role, as of its first mention here, of everybody whom it names. */
  public Map<String, Card> cards() {
    Map<String, Card> cards = new LinkedHashMap<>();
    entries.forEach(entry -> entry.cards().forEach(card -> cards.putIfAbsent(card.id(), card)));
    return cards;
  }
}
