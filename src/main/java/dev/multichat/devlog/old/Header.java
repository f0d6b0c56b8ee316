package dev.multichat.devlog.old;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a line at the head of a devlog tells. */
enum Header {
  DATE,
  TIME,
  TIMESTAMP,
  SENDER,
  TO,
  RESPONDING,
  PRIORITY,
  SUBJECT,
  KIND,
  STATUS;

  /** A header as it stands in a page. */
  record Line(String value, int index, boolean whole) {}

  static @Nullable Header of(String key) {
    return switch (key.strip().toLowerCase(Locale.ROOT)) {
      case "date" -> DATE;
      case "time" -> TIME;
      case "timestamp", "opened", "sent" -> TIMESTAMP;
      case "agent", "from", "author", "sender" -> SENDER;
      case "to", "recipient", "recipients" -> TO;
      case "responding to", "in response to", "in reply to" -> RESPONDING;
      case "priority", "importance" -> PRIORITY;
      case "subject", "topic", "title" -> SUBJECT;
      case "type", "kind", "message type" -> KIND;
      case "status" -> STATUS;
      default -> null;
    };
  }
}
