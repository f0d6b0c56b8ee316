package dev.multichat.gateway.mcp;

import dev.multichat.core.Draft;
import dev.multichat.core.Kind;
import dev.multichat.wire.Wire;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;

/** Drafts as arguments of tools, so far as tools take what is in them. */
final class Given {
  /** The fields that tools take, by the names that they have there. */
  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("to", "to"),
          Map.entry("kind", "kind"),
          Map.entry("subject", "subject"),
          Map.entry("body", "body"),
          Map.entry("session", "session"),
          Map.entry("inReplyTo", "in_reply_to"),
          Map.entry("replyBy", "reply_by"),
          Map.entry("importance", "importance"),
          Map.entry("keyPoints", "key_points"),
          Map.entry("nextSteps", "next_steps"),
          Map.entry("status", "status"),
          Map.entry("key", "key"),
          Map.entry("id", "key"));

  private static final List<String> OF_ASK =
      List.of("to", "subject", "body", "session", "in_reply_to", "key");

  private Given() {}

  /** Whether {@code send_message} takes all that it says. */
  static boolean canBeSent(Draft draft) {
    return draft.replyExpected() == null
        && draft.expiresAt() == null
        && draft.tags().isEmpty()
        && draft.metadata().isEmpty();
  }

  /** Whether {@code ask} takes all that it says. */
  static boolean canBeAsked(Draft draft) {
    return canBeSent(draft)
        && draft.kind() == Kind.REQUEST
        && sent(draft).fieldNames().stream()
            .allMatch(name -> name.equals("kind") || OF_ASK.contains(name));
  }

  /** What {@code send_message} is called with; an id of the sender's own is its key there. */
  static JsonObject sent(Draft draft) {
    JsonObject arguments = new JsonObject();
    for (Map.Entry<String, Object> field : Wire.json(draft)) {
      String name = NAMES.get(field.getKey());
      if (name != null && says(field.getValue())) {
        arguments.put(name, field.getValue());
      }
    }
    return arguments;
  }

  private static boolean says(Object value) {
    boolean empty = value instanceof JsonArray list ? list.isEmpty() : value.equals("normal");
    return !empty && !value.equals("") && !(value instanceof List<?> items && items.isEmpty());
  }

  /** What {@code ask} is called with. */
  static JsonObject asked(Draft draft, int seconds) {
    JsonObject arguments = sent(draft).put("wait_seconds", seconds);
    arguments.remove("kind");
    return arguments;
  }
}
