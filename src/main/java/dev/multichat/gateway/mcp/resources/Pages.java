package dev.multichat.gateway.mcp.resources;

import dev.multichat.core.Importance;
import dev.multichat.core.Message;
import dev.multichat.core.Page;
import dev.multichat.core.Session;
import dev.multichat.gateway.mcp.tools.Messages;
import dev.multichat.gateway.mcp.tools.Words;
import dev.multichat.wire.Hidden;
import dev.multichat.wire.Rfc3339;
import java.time.Instant;
import java.util.List;

/**
 * Sessions and inboxes as markdown. What the hub says stands in plain lines; what agents wrote is
 * quoted below who wrote it, so that no text can pass for another's, or for the hub's.
 */
public final class Pages {
  private static final int LINE = 200;

  private Pages() {}

  /**
   * A session with some of its messages.
   *
   * @param newest by seq, the last ones that there are
   */
  public static String session(Session session, List<Message> newest) {
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
    return page.toString();
  }

  /** What waits in an inbox. */
  public static String inbox(String agent, Page<Message> waiting) {
    StringBuilder page = new StringBuilder("# Inbox of ").append(agent).append("\n\n");
    if (waiting.items().isEmpty()) {
      return page.append("Nothing waits.\n").toString();
    }
    page.append(Words.FRAME);
    waiting.items().forEach(message -> page.append('\n').append(message(message)));
    if (waiting.next() != null) {
      page.append("\nMore waits behind these; acknowledge what is done, or call check_inbox.\n");
    }
    return page.toString();
  }

  private static String message(Message m) {
    String whole = Messages.whole(m);
    String shown = Words.cut(whole, 0, Messages.SHORT);
    StringBuilder text = new StringBuilder("## ").append(m.kind()).append(" from ");
    text.append(m.from()).append(", ").append(time(m.createdAt())).append("\n\n");
    text.append(origin(m)).append('\n');
    if (Hidden.in(m.subject()) || Hidden.in(whole)) {
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
