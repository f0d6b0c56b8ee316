package dev.multichat.devlog;

import dev.multichat.core.Audience;
import dev.multichat.core.Card;
import dev.multichat.core.Draft;
import dev.multichat.core.Entry;
import dev.multichat.core.EntryType;
import dev.multichat.core.Exchange;
import dev.multichat.core.Kind;
import dev.multichat.core.Message;
import dev.multichat.core.NextStep;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A conversation that is recorded as a store would: positions, times, cards and exchanges. */
final class Talk {
  private static final Instant BEGIN = Instant.parse("2025-09-24T04:27:49.000Z");
  private static final Map<String, Card> CARDS =
      Map.of(
          "agent-2", new Card("agent-2", "Agent-2", "Architecture & Design Specialist"),
          "agent-3", new Card("agent-3", "Agent-3", "Infrastructure & Persistence Specialist"),
          "agent-4", new Card("agent-4", "Agent-4", "Integration & Testing Captain"),
          "agent-8", new Card("agent-8", "Agent-8", "Operations & Deployment Specialist"));

  final List<Entry> entries = new ArrayList<>();
  private Audience audience = Audience.LIST;

  static Draft draft(Kind kind, String subject, String body, String... to) {
    return Draft.of(kind, List.of(to), subject, body);
  }

  static NextStep step(String owner, String action) {
    return new NextStep(owner, action, false);
  }

  static NextStep done(String owner, String action) {
    return new NextStep(owner, action, true);
  }

  Talk to(Audience given) {
    audience = given;
    return this;
  }

  Message opens(String from, Draft draft) {
    return say(from, null, draft);
  }

  Message replies(String from, Message to, Draft draft) {
    return say(from, to, draft);
  }

  private Message say(String from, Message answered, Draft draft) {
    long position = entries.size() + 1;
    String answers = answered == null ? null : answered.id();
    Draft placed = draft.at(id(position), "readiness", answers);
    Instant at = BEGIN.plusSeconds(37 * (position - 1));
    Message accepted = Message.accepted(placed, id(position), "readiness", from, at);
    String exchange = answered == null ? accepted.id() : answered.exchange();
    Message stamped = accepted.appended(exchange, position, at.plusMillis(3));
    List<Card> cards = new ArrayList<>(List.of(card(from)));
    stamped.to().forEach(to -> cards.add(card(to)));
    List<String> exchanges =
        stamped.isNotice() ? List.of(exchange, firstNotice(exchange)) : List.of(exchange);
    entries.add(
        Entry.of(stamped, audience)
            .with(stamped, cards)
            .appended(position, at.plusMillis(3), exchanges));
    return stamped;
  }

  Talk happens(EntryType type, Message about, String agent, String reason) {
    Entry event =
        switch (type) {
          case OVERDUE, EXPIRED, DEAD -> Entry.about(type, about, agent, reason);
          default -> Entry.event(type, about.session(), agent, agent, reason);
        };
    long position = entries.size() + 1;
    Instant at = BEGIN.plusSeconds(37 * (position - 1));
    entries.add(event.appended(position, at, List.of(about.exchange())));
    return this;
  }

  Exchange exchange() {
    return Exchange.of(entries);
  }

  String markdown() {
    return DevlogWriter.exchange(exchange());
  }

  private String firstNotice(String otherwise) {
    return entries.stream()
        .map(Entry::message)
        .filter(m -> m != null && m.isNotice())
        .map(Message::id)
        .findFirst()
        .orElse(otherwise);
  }

  private static String id(long number) {
    return String.format("0198f2c4-5b7e-7cc1-8a3e-1f0a%08x", 0x9c3e0000L + number);
  }

  private static Card card(String id) {
    return CARDS.getOrDefault(id, new Card(id, id, ""));
  }
}
