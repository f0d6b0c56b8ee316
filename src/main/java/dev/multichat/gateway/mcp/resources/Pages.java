package dev.multichat.gateway.mcp.resources;

import dev.multichat.core.Devlog;
import dev.multichat.core.Importance;
import dev.multichat.core.Message;
import dev.multichat.core.Page;
import dev.multichat.core.Session;
import dev.multichat.gateway.mcp.words.Said;
import dev.multichat.gateway.mcp.words.Words;
import dev.multichat.wire.Hidden;
import dev.multichat.wire.Rfc3339;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * Sessions and inboxes as markdown. What the hub says stands in plain lines; what agents wrote is
 * quoted below who wrote it, so that no text can pass for another's, or for the hub's.
 */
final class Pages {
  private static final int LINE = 200;

  /** Of a devlog at once: a client may ask for many. */
  private static final int MOST_CHARS = 64 * 1024;

  private Pages() {}

  /**
   * A session with some of its messages.
   *
   * @param newest by seq, the last ones that there are
   */
  static Shown session(Session session, List<Message> newest) {
    StringBuilder page = new StringBuilder("# Session ").append(session.id()).append("\n\n");
    page.append("- Opened by ").append(session.initiator());
    page.append(", ").append(time(session.createdAt())).append('\n');
    page.append("- Participants: ").append(String.join(", ", session.participants())).append('\n');
    page.append("- State: ").append(session.state());
    page.append(session.open() ? ", open to others\n" : "\n");
    page.append("- Messages: ").append(session.lastSeq());
    if (session.lastSeq() > newest.size()) {
      page.append("; below are the newest, and read_session tells those before");
    }
    page.append("\n\n").append(Words.FRAME).append("\n## Topic, as ");
    page.append(session.initiator()).append(" wrote it\n\n").append(Words.quoted(session.topic()));
    newest.forEach(message -> page.append('\n').append(message(message)));
    return new Shown(page.toString(), hide(newest) || Hidden.in(session.topic()));
  }

  /** A devlog, or as much of it as is read at once and where the rest is. */
  static Shown devlog(Devlog devlog) {
    String whole = Objects.requireNonNullElse(devlog.markdown(), "");
    String shown = Words.cut(whole, 0, MOST_CHARS);
    StringBuilder page = new StringBuilder("# Devlog ").append(devlog.name()).append("\n\n");
    page.append("- Opened by ").append(devlog.from()).append(" (verified by the hub), ");
    page.append(time(devlog.openedAt())).append('\n');
    page.append("- Session: ").append(devlog.session()).append('\n');
    page.append("- State: ").append(devlog.state());
    page.append(devlog.held() == null ? "" : ", held: " + devlog.held()).append("\n\n");
    page.append(Words.FRAME).append("Who else is named in it is what the text says.\n\n");
    page.append(Words.quoted(shown));
    if (shown.length() < whole.length()) {
      page.append("\nIt is cut; read_devlog with message ").append(devlog.exchange());
      page.append(" and offset ").append(shown.length()).append(" tells more.\n");
    }
    return new Shown(page.toString(), Hidden.in(whole));
  }

  /** What waits in an inbox. */
  static Shown inbox(String agent, Page<Message> waiting) {
    StringBuilder page = new StringBuilder("# Inbox of ").append(agent).append("\n\n");
    if (waiting.items().isEmpty()) {
      return new Shown(page.append("Nothing waits.\n").toString(), false);
    }
    page.append(Words.FRAME);
    waiting.items().forEach(message -> page.append('\n').append(message(message)));
    if (waiting.next() != null) {
      page.append("\nMore waits behind these; acknowledge what is done, or call check_inbox.\n");
    }
    return new Shown(page.toString(), hide(waiting.items()));
  }

  private static boolean hide(List<Message> messages) {
    return messages.stream().anyMatch(Pages::hides);
  }

  private static boolean hides(Message m) {
    return Hidden.in(m.subject()) || Hidden.in(Said.whole(m));
  }

  private static String message(Message m) {
    String whole = Said.whole(m);
    String shown = Words.cut(whole, 0, Said.SHORT);
    StringBuilder text = new StringBuilder("## ").append(m.kind()).append(" from ");
    text.append(m.from()).append(", ").append(time(m.createdAt())).append("\n\n");
    text.append(origin(m)).append('\n');
    if (hides(m)) {
      text.append("- Beware: it holds invisible characters, shown as \\u{…}\n");
    }
    if (!m.subject().isEmpty()) {
      text.append("\n").append(Words.quoted("Subject: " + m.subject()));
    }
    if (!shown.isEmpty()) {
      text.append("\n").append(Words.quoted(shown));
    }
    if (shown.length() < whole.length()) {
      text.append("\nIt is cut; read_session with message ").append(m.id()).append(" and offset ");
      text.append(shown.length()).append(" tells more.\n");
    }
    return text.toString();
  }

  private static String origin(Message m) {
    StringBuilder text = new StringBuilder("- Message ").append(m.id());
    text.append(", verified by the hub: from ").append(m.from()).append(" to ");
    text.append(Words.cut(String.join(", ", m.to()), 0, LINE));
    text.append(", session ").append(m.session()).append(", seq ").append(m.seq());
    if (m.inReplyTo() != null) {
      text.append(", answers ").append(m.inReplyTo());
    }
    if (m.awaitsReply()) {
      text.append(", awaits a reply");
    }
    if (m.replyBy() != null) {
      text.append(" by ").append(time(m.replyBy()));
    }
    return m.importance() == Importance.NORMAL
        ? text.toString()
        : text.append(", ").append(m.importance()).toString();
  }

  private static String time(Instant at) {
    return Rfc3339.text(at);
  }
}
