package dev.multichat.cli;

import dev.multichat.core.Entry;
import dev.multichat.core.Importance;
import dev.multichat.core.Message;
import dev.multichat.core.Receipt;
import dev.multichat.core.Session;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A session as people read it, message by message. */
final class Transcript {
  private static final String INDENT = "    ";
  private static final int WIDTH = 100;
  private static final int NAMED = 6;

  private final Console console;
  private final Map<String, Long> numbers = new HashMap<>();

  Transcript(Console console) {
    this.console = console;
  }

  void heading(Session s) {
    console.line("Session       " + s.id() + (s.open() ? " (open to others)" : ""));
    console.line("Topic         " + Visible.line(s.topic()));
    String state = s.held() == null ? s.state().toString() : Held.STATE;
    console.line("State         " + state + ", " + Counted.of(s.lastSeq(), "message"));
    if (s.held() != null) {
      console.line("Held          " + Visible.line(s.held()));
      console.line("Release       " + Held.command(s.id()));
    }
    console.line("Opened        " + Times.shown(s.createdAt()) + " UTC by " + s.initiator());
    console.line("Last activity " + Times.shown(s.lastActivityAt()) + " UTC");
    console.line("Participants  " + String.join(", ", s.participants()));
  }

  /** A message of an inbox, which tells its session. */
  void letter(Message m) {
    said(m, ", session " + m.session());
    console.line("");
  }

  /** An entry of a session: a message, or in one line what else happened. */
  void entry(Entry entry) {
    Message m = entry.message();
    if (m != null) {
      numbers.put(m.id(), m.seq());
      said(m, "");
    } else {
      console.line(Visible.line(happened(entry)));
    }
    console.line("");
  }

  private static String happened(Entry entry) {
    StringBuilder text = new StringBuilder(Times.shown(entry.at())).append("  ");
    text.append(entry.type());
    if (entry.agent() != null) {
      text.append(": ").append(entry.agent());
    }
    if (entry.by() != null && !entry.by().equals(entry.agent())) {
      text.append(" by ").append(entry.by());
    }
    if (entry.about() != null) {
      text.append(", message ").append(entry.about());
    }
    return entry.reason() == null ? text.toString() : text + " (" + entry.reason() + ")";
  }

  void message(Message m, Receipt receipt) {
    numbers.put(m.id(), m.seq());
    console.line("");
    said(m, "");
    section(
        "Receipts",
        receipt.recipients().stream()
            .map(r -> r.agent() + ": " + r.state() + " " + Times.shown(r.at()))
            .toList());
  }

  private void said(Message m, String where) {
    String title = "#" + m.seq() + "  " + Times.shown(m.recordedAt()) + "  " + m.from();
    console.line(title + " → " + to(m.to()) + where);
    console.line(INDENT + String.join(", ", traits(m)));
    indented(m.subject());
    if (!m.body().isBlank()) {
      console.line("");
      indented(m.body().strip());
    }
    section("Key points", m.keyPoints());
    section(
        "Next steps",
        m.nextSteps().stream()
            .map(s -> (s.done() ? "[x] " : "[ ] ") + s.owner() + ": " + s.action())
            .toList());
    section("Status", m.status());
  }

  private static String to(List<String> recipients) {
    if (recipients.isEmpty()) {
      return "nobody";
    }
    return recipients.size() <= NAMED
        ? String.join(", ", recipients)
        : String.join(", ", recipients.subList(0, NAMED))
            + " and "
            + (recipients.size() - NAMED)
            + " more";
  }

  private List<String> traits(Message m) {
    List<String> traits = new ArrayList<>();
    traits.add(m.kind().toString());
    if (m.inReplyTo() != null) {
      Long number = numbers.get(m.inReplyTo());
      traits.add("in reply to " + (number == null ? m.inReplyTo() : "#" + number));
    }
    if (m.importance() != Importance.NORMAL) {
      traits.add("importance " + m.importance());
    }
    if (m.replyBy() != null) {
      traits.add("reply by " + Times.shown(m.replyBy()));
    }
    if (m.expiresAt() != null) {
      traits.add("expires " + Times.shown(m.expiresAt()));
    }
    traits.add(m.id());
    return traits;
  }

  private void section(String title, List<String> items) {
    if (!items.isEmpty()) {
      console.line("");
      console.line(INDENT + title);
      items.forEach(item -> indented("- " + item));
    }
  }

  private void indented(String text) {
    if (!text.isBlank()) {
      for (String line : Visible.block(text).split("\n", -1)) {
        wrapped(line);
      }
    }
  }

  /** Words, links above all, stay whole; so does the indentation of code. */
  private void wrapped(String line) {
    String rest = line;
    while (rest.length() > WIDTH) {
      int space = rest.lastIndexOf(' ', WIDTH);
      if (space < 0 || rest.substring(0, space).isBlank()) {
        break;
      }
      console.line(INDENT + rest.substring(0, space).stripTrailing());
      rest = rest.substring(space + 1);
    }
    console.line((INDENT + rest).stripTrailing());
  }
}
