package dev.multichat.devlog;

import dev.multichat.core.Agent;
import dev.multichat.core.Entry;
import dev.multichat.core.EntryType;
import dev.multichat.core.Exchange;
import dev.multichat.core.Message;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where an exchange stands, and what happened to it that nobody wrote, in the hub's own words; they
 * stand before and apart from what agents say of it.
 */
final class Standing {
  private final Exchange exchange;
  private final People people;
  private final Times times;

  Standing(Exchange exchange, People people, Times times) {
    this.exchange = exchange;
    this.people = people;
    this.times = times;
  }

  String state() {
    String awaited = people.names(exchange.awaiting());
    return switch (exchange.state()) {
      case NOTICE -> "📌 **Notice**: no reply is expected.";
      case WAITING -> "⏳ **Waiting** for " + awaited + due() + ".";
      case OVERDUE -> "⏰ **Overdue**: " + awaited + " did not reply in time" + due() + ".";
      case HELD ->
          "✋ **Held**"
              + held()
              + " until an operator lets it go on (`multichat release "
              + exchange.session()
              + "`)"
              + (awaited.isEmpty() ? "." : "; then it waits for " + awaited + ".");
      case ANSWERED -> answered();
      case CANCELLED ->
          "🚫 **Cancelled** by "
              + people.name(exchange.opener().from())
              + " at "
              + times.of(exchange.closedAt())
              + ".";
      case CLOSED ->
          "🔒 **Closed** with its session at "
              + times.of(exchange.closedAt())
              + ", before everybody had replied.";
    };
  }

  private String answered() {
    if (exchange.messages().size() == 1) {
      return "☑️ **Answered** by nobody: no reply is awaited any more.";
    }
    Instant at = exchange.closedAt();
    return "✅ **Answered**" + (at == null ? "." : " at " + times.of(at) + ".");
  }

  private String due() {
    Instant due = null;
    for (Message m : exchange.messages()) {
      Instant by = exchange.awaiting(m.id()).isEmpty() ? null : m.replyBy();
      if (by != null && (due == null || by.isBefore(due))) {
        due = by;
      }
    }
    return due == null ? "" : " (due by " + times.of(due) + ")";
  }

  private String held() {
    for (int i = exchange.entries().size() - 1; i >= 0; i--) {
      Entry entry = exchange.entries().get(i);
      if (entry.type() == EntryType.HELD) {
        return by(entry);
      }
    }
    return "";
  }

  /** What happened, one line each, in order. */
  List<String> events() {
    List<String> lines = new ArrayList<>();
    for (Entry entry : exchange.entries()) {
      String told = entry.message() == null ? told(entry) : null;
      if (told != null) {
        lines.add(times.of(entry.at()) + ": " + told + because(entry.reason()) + ".");
      }
    }
    return lines;
  }

  private @Nullable String told(Entry e) {
    return switch (e.type()) {
      case OVERDUE -> "the reply of " + agents(e) + " became overdue";
      case EXPIRED -> "the message expired before " + agents(e) + " took it";
      case DEAD -> "the message could not be handed to " + agents(e) + " and was given up";
      case LEFT -> agents(e) + " left the session";
      case JOINED -> agents(e) + " joined the session";
      case CLOSED -> "the session was closed" + by(e);
      case HELD -> "held" + by(e);
      case RELEASED -> "released" + by(e);
      case AGENT -> revoked(e.card()) ? agents(e) + " was revoked" : null;
      case MESSAGE, OPENED -> null;
    };
  }

  private static boolean revoked(@Nullable Agent card) {
    return card != null && card.revokedAt() != null;
  }

  private String agents(Entry e) {
    return e.agent() == null ? "a recipient" : people.name(e.agent());
  }

  private String by(Entry e) {
    return e.by() == null ? "" : " by " + people.name(e.by());
  }

  private static String because(@Nullable String reason) {
    String line = reason == null ? "" : Inline.line(reason);
    return line.isEmpty() ? "" : " (" + (line.endsWith(".") ? cut(line) : line) + ")";
  }

  private static String cut(String line) {
    return line.substring(0, line.length() - 1);
  }
}
