package dev.multichat.gateway.mcp.tools;

import dev.multichat.core.Importance;
import dev.multichat.core.Message;
import dev.multichat.core.Page;
import dev.multichat.gateway.mcp.words.Flags;
import dev.multichat.gateway.mcp.words.Said;
import dev.multichat.gateway.mcp.words.Words;
import dev.multichat.wire.Rfc3339;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Messages as tools tell them: what others wrote is data, and stands beside who wrote it. */
final class Messages {
  /** How many characters of one are told at once when it is asked for alone. */
  static final int LONG = 8000;

  private static final int TOGETHER = 16_000;
  private static final int LEAST = 80;

  private Messages() {}

  /** A page of them under a name. */
  static Told page(String name, Page<Message> page, String empty) {
    return paged(list(name, page.items(), empty), page.next());
  }

  /** All of these under a name. */
  static Told list(String name, List<Message> messages, String empty) {
    return list(name, messages, empty, Said.SHORT);
  }

  /** All of these, cut so that together they are no longer than what a model can take. */
  static Told together(String name, List<Message> messages) {
    int share = TOGETHER / Math.max(1, messages.size());
    return list(name, messages, "", Math.max(LEAST, Math.min(Said.SHORT, share)));
  }

  private static Told list(String name, List<Message> messages, String empty, int most) {
    JsonArray told = new JsonArray();
    StringBuilder text = new StringBuilder(messages.isEmpty() ? empty : Words.FRAME);
    for (Message message : messages) {
      Told one = part(message, 0, most);
      told.add(one.data());
      text.append(one.text());
    }
    return new Told(new JsonObject().put(name, told), text.toString());
  }

  /** The same with the cursor of the page that follows. */
  static Told paged(Told told, @Nullable String next) {
    return next == null
        ? told
        : new Told(
            told.data().put("next", next), told.text() + "There is more: cursor " + next + "\n");
  }

  /** A line that tells of the loop guard; nothing when it holds nothing. */
  static String held(@Nullable String reason) {
    return reason == null
        ? ""
        : "(held: " + reason + "; nothing can be sent there until an operator releases it)\n";
  }

  /** One of them alone, from a character on. */
  static Told alone(Message message, int offset) {
    Told part = part(message, offset, LONG);
    return new Told(
        new JsonObject().put("messages", new JsonArray().add(part.data())),
        Words.FRAME + part.text());
  }

  private static Told part(Message message, int offset, int most) {
    String whole = Said.whole(message);
    String shown = Words.cut(whole, offset, most);
    JsonObject data = head(message).put("body", shown);
    int end = Math.min(offset, whole.length()) + shown.length();
    boolean more = end < whole.length();
    if (more) {
      data.put("truncated", true).put("next_offset", end);
    }
    Flags.on(data, message.subject(), whole);
    return new Told(
        data, words(message, shown, more ? end : -1) + Words.past(offset, whole.length()));
  }

  private static JsonObject head(Message m) {
    JsonObject head =
        new JsonObject()
            .put("id", m.id())
            .put("from", m.from())
            .put("verified", true)
            .put("to", new JsonArray(m.to().stream().limit(Said.MOST).toList()))
            .put("to_count", m.to().size())
            .put("session", m.session())
            .put("seq", m.seq())
            .put("at", time(m.createdAt()))
            .put("kind", m.kind().toString())
            .put("subject", m.subject())
            .put("awaits_reply", m.awaitsReply());
    if (m.inReplyTo() != null) {
      head.put("in_reply_to", m.inReplyTo());
    }
    if (m.replyBy() != null) {
      head.put("reply_by", time(m.replyBy()));
    }
    return m.importance() == Importance.NORMAL
        ? head
        : head.put("importance", m.importance().toString());
  }

  private static String words(Message m, String shown, int next) {
    StringBuilder text = new StringBuilder("Message ").append(m.id());
    text.append(" from ").append(m.from()).append(" (verified by the hub) to ");
    text.append(few(m.to())).append(", session ");
    text.append(m.session()).append(", seq ").append(m.seq()).append(", ").append(m.kind());
    text.append(", ").append(time(m.createdAt())).append(m.awaitsReply() ? ", awaits a reply" : "");
    text.append(":\n");
    if (!m.subject().isEmpty()) {
      text.append(Words.quoted("Subject: " + m.subject()));
    }
    if (!shown.isEmpty()) {
      text.append(Words.quoted(shown));
    }
    if (next >= 0) {
      text.append("(cut; read_session with message ").append(m.id());
      text.append(" and offset ").append(next).append(" tells more)\n");
    }
    return text.toString();
  }

  /** The first names of a list, and how many more there are. */
  static String few(List<String> names) {
    String first = String.join(", ", names.stream().limit(Said.MOST).toList());
    return names.size() <= Said.MOST
        ? first
        : first + " and " + (names.size() - Said.MOST) + " more";
  }

  /** A time as everywhere in JSON. */
  static String time(Instant at) {
    return Rfc3339.text(at);
  }
}
