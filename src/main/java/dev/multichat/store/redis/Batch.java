package dev.multichat.store.redis;

import dev.multichat.core.Agent;
import dev.multichat.core.Audience;
import dev.multichat.core.Entry;
import dev.multichat.core.EntryType;
import dev.multichat.core.ErrorCode;
import dev.multichat.core.Kind;
import dev.multichat.core.Message;
import dev.multichat.core.MultichatException;
import dev.multichat.core.Names;
import dev.multichat.core.NextStep;
import dev.multichat.core.Opening;
import dev.multichat.core.Receipt;
import dev.multichat.core.ReceiptState;
import dev.multichat.store.Write;
import dev.multichat.wire.Wire;
import io.vertx.core.json.JsonArray;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A batch as the arguments of the append script: of each write its kind, what the script looks at,
 * and its document, which the script keeps as it is. The order of the fields is that of append.lua.
 */
final class Batch {
  private static final long DAY_MS = Duration.ofDays(1).toMillis();

  private final List<String> arguments = new ArrayList<>();
  private final String epoch;
  private final long now;

  private Batch(String epoch, long now) {
    this.epoch = epoch;
    this.now = now;
  }

  static List<String> arguments(List<Write> writes, String epoch, Instant now) {
    Batch batch = new Batch(epoch, now.toEpochMilli());
    batch.add(String.valueOf(batch.now));
    writes.forEach(batch::add);
    return batch.arguments;
  }

  /** What cannot be written down at all is refused alone, as whatever the script refuses. */
  private void add(Write write) {
    int before = arguments.size();
    try {
      write(write);
    } catch (MultichatException e) {
      arguments.subList(before, arguments.size()).clear();
      nothing(e.code(), e.getMessage());
    }
  }

  private void add(@Nullable Object... fields) {
    for (Object field : fields) {
      arguments.add(field == null ? "" : field.toString());
    }
  }

  private void write(Write write) {
    switch (write.kind()) {
      case ENTRY -> entry(write);
      case MARK -> add("mark", write.message(), write.agent(), state(write));
      case POSITION -> position(write);
      case RESTORED -> restored(write);
      case FORGOTTEN -> add("forgotten", write.message(), write.agent(), write.hash());
    }
  }

  private static int state(Write write) {
    ReceiptState state = write.state();
    return state == null ? Stamps.ACKNOWLEDGED : Stamps.number(state);
  }

  private void position(Write write) {
    if (epoch.equals(write.epoch())) {
      add("position", write.name(), write.position());
    } else {
      nothing(
          ErrorCode.CONFLICT,
          "The position of '"
              + write.name()
              + "' belongs to the epoch "
              + write.epoch()
              + ", but the store is of "
              + epoch
              + "; read its position again and go on from there.");
    }
  }

  private void nothing(ErrorCode code, @Nullable String why) {
    add("nothing", code.name(), why);
  }

  private void entry(Write write) {
    Entry entry = write.entry();
    if (entry == null) {
      nothing(ErrorCode.INVALID, "There is nothing to write.");
      return;
    }
    String wrong = wrong(entry);
    if (wrong != null) {
      nothing(ErrorCode.INVALID, wrong);
    } else if (entry.message() != null) {
      add("message");
      message(write, entry, entry.message());
    } else {
      add("event");
      event(write, entry, now);
    }
  }

  private static @Nullable String wrong(Entry entry) {
    return switch (entry.type()) {
      case MESSAGE -> entry.message() == null ? "A message entry needs its message." : null;
      case OPENED ->
          entry.opening() == null || entry.session() == null || entry.by() == null
              ? "An opening needs its session."
              : null;
      case AGENT -> entry.card() == null ? "An agent's event needs its card." : null;
      case JOINED, LEFT -> entry.agent() == null ? "The event names no agent." : null;
      default -> null;
    };
  }

  private void restored(Write write) {
    Entry entry = write.entry();
    Instant at = entry == null ? null : entry.at();
    if (entry == null || at == null) {
      nothing(ErrorCode.INVALID, "What is restored needs the time of its entry.");
      return;
    }
    String wrong = wrong(entry);
    if (wrong != null) {
      nothing(ErrorCode.INVALID, wrong);
      return;
    }
    Message message = entry.message();
    if (message == null) {
      add("restoredEvent", at.toEpochMilli(), String.join(" ", entry.exchanges()));
      event(write, entry, at.toEpochMilli());
    } else {
      add("restoredMessage", at.toEpochMilli(), message.seq(), states(write.recipients()));
      message(write, entry, message);
    }
  }

  private static String states(List<Receipt.Recipient> recipients) {
    StringBuilder states = new StringBuilder();
    for (Receipt.Recipient one : recipients) {
      states.append(one.agent()).append(' ').append(Stamps.number(one.state()));
      states.append(' ').append(one.at().toEpochMilli()).append(' ');
    }
    return states.toString();
  }

  private void message(Write write, Entry entry, Message m) {
    List<String> to = m.to().size() < 2 ? m.to() : m.to().stream().distinct().toList();
    add(m.id(), m.session(), m.from(), write.hash());
    add(flags(write, entry, m), String.join(" ", to), m.inReplyTo());
    add(Math.floorDiv(m.createdAt().toEpochMilli(), DAY_MS), millis(m.replyBy()));
    add(millis(m.expiresAt()));
    opens(write.opens(), m, to);
    add(m.nextSteps().isEmpty() ? "" : steps(m.nextSteps()));
    add(brief(m), Wire.text(entry));
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
    add(head(opening, m.from(), now), folded(topic + "\n" + m.session()));
    add(Wire.text(Entry.opened(opening, m.session(), m.from())));
  }

  private static String head(Opening opening, String by, long at) {
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

  private void event(Write write, Entry e, long at) {
    Opening opening = e.type() == EntryType.OPENED ? e.opening() : null;
    boolean open = opening != null && Boolean.TRUE.equals(opening.open());
    add(e.type(), e.session(), e.card() == null ? e.agent() : e.card().id(), e.by(), e.about());
    add((write.forced() ? "F" : "") + (open ? "P" : ""));
    if (opening == null) {
      add("", "", "");
    } else {
      add(head(opening, Objects.requireNonNullElse(e.by(), ""), at));
      add(folded(opening.topic() + "\n" + e.session()), String.join(" ", opening.participants()));
    }
    add(e.card() == null ? "" : card(e.card()), Wire.text(e));
  }

  private static String card(Agent card) {
    JsonArray told = new JsonArray().add(card.name()).add(card.role()).add(card.capabilities());
    for (Instant time : new Instant[] {card.registeredAt(), card.revokedAt()}) {
      told.add(time == null ? 0L : time.toEpochMilli());
    }
    return told.encode();
  }
}
