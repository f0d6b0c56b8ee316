package dev.multichat.store.redis;

import dev.multichat.core.Agent;
import dev.multichat.core.Audience;
import dev.multichat.core.Entry;
import dev.multichat.core.EntryType;
import dev.multichat.core.Kind;
import dev.multichat.core.Message;
import dev.multichat.core.Names;
import dev.multichat.core.NextStep;
import dev.multichat.core.Opening;
import dev.multichat.store.Write;
import dev.multichat.wire.Wire;
import io.vertx.core.json.JsonArray;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the append script looks at of a message and of an event, in the order of append.lua.
 *
 * @param at when what is opened was created
 */
record Fields(List<String> arguments, long at) {
  private static final long DAY_MS = Duration.ofDays(1).toMillis();

  static void add(List<String> arguments, @Nullable Object... fields) {
    for (Object field : fields) {
      arguments.add(field == null ? "" : field.toString());
    }
  }

  private void add(@Nullable Object... fields) {
    add(arguments, fields);
  }

  /** What not every message has; it goes before the message, or is left out. */
  void more(Write write, Message m) {
    boolean timed = m.inReplyTo() != null || m.replyBy() != null || m.expiresAt() != null;
    if (timed || write.opens() != null || !m.nextSteps().isEmpty()) {
      add("more", m.inReplyTo(), millis(m.replyBy()), millis(m.expiresAt()));
      opens(write.opens(), m, to(m));
      add(m.nextSteps().isEmpty() ? "" : steps(m.nextSteps()));
    }
  }

  void message(Write write, Entry entry, Message m) {
    add(m.id(), m.session(), m.from(), write.hash(), flags(write, entry, m));
    add(String.join(" ", to(m)), Math.floorDiv(m.createdAt().toEpochMilli(), DAY_MS));
    add(brief(m) + "\n" + Wire.text(entry));
  }

  private static List<String> to(Message m) {
    return m.to().size() < 2 ? m.to() : m.to().stream().distinct().toList();
  }

  private static String flags(Write write, Entry entry, Message m) {
    return (write.opens() == null ? "" : "O")
        + (write.forced() ? "F" : "")
        + (entry.audience() == Audience.SESSION ? "S" : "")
        + (m.awaitsReply() ? "A" : "")
        + (m.kind() == Kind.CANCEL ? "C" : "");
  }

  private static @Nullable Long millis(@Nullable Instant time) {
    return time == null ? null : time.toEpochMilli();
  }

  /** The session that a message opens: its head, its folded text, and the event. */
  private void opens(@Nullable String topic, Message m, List<String> to) {
    if (topic == null) {
      add("", "", "");
      return;
    }
    Set<String> joining = new LinkedHashSet<>();
    if (!m.from().equals(Names.HUB)) {
      joining.add(m.from());
    }
    joining.addAll(to);
    Opening opening = new Opening(m.session(), topic, List.copyOf(joining), false);
    add(head(opening, m.from()), folded(topic + "\n" + m.session()));
    add(Wire.text(Entry.opened(opening, m.session(), m.from())));
  }

  private String head(Opening opening, String by) {
    boolean open = Boolean.TRUE.equals(opening.open());
    return new JsonArray().add(opening.topic()).add(by).add(open).add(at).encode();
  }

  /** A text as a search without regard to case looks through it. */
  static String folded(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  private static String steps(List<NextStep> steps) {
    JsonArray all = new JsonArray();
    steps.forEach(s -> all.add(new JsonArray().add(s.owner()).add(s.action()).add(s.done())));
    return all.encode();
  }

  /** What lists tell of a message. */
  private static String brief(Message m) {
    JsonArray brief = new JsonArray().add(m.id()).add(m.session()).add(m.from());
    return brief.add(m.kind().toString()).add(m.subject()).add(millis(m.replyBy())).encode();
  }

  void event(Write write, Entry e) {
    Opening opening = e.type() == EntryType.OPENED ? e.opening() : null;
    boolean open = opening != null && Boolean.TRUE.equals(opening.open());
    add(e.type(), e.session(), e.card() == null ? e.agent() : e.card().id(), e.by(), e.about());
    add((write.forced() ? "F" : "") + (open ? "P" : ""));
    if (opening == null) {
      add("", "", "");
    } else {
      add(head(opening, Objects.requireNonNullElse(e.by(), "")));
      add(folded(opening.topic() + "\n" + e.session()), String.join(" ", opening.participants()));
    }
    add(e.card() == null ? "" : card(e.card()), "\n" + Wire.text(e));
  }

  private static String card(Agent card) {
    JsonArray told = new JsonArray().add(card.name()).add(card.role()).add(card.capabilities());
    for (Instant time : new Instant[] {card.registeredAt(), card.revokedAt()}) {
      told.add(time == null ? 0L : time.toEpochMilli());
    }
    return told.encode();
  }
}
