package dev.multichat.gateway.mcp.tools;

import dev.multichat.core.Coordinator;
import dev.multichat.core.Handover;
import dev.multichat.core.Handover.Handed;
import dev.multichat.core.HistoryQuery;
import dev.multichat.core.MultichatException;
import dev.multichat.core.Opening;
import dev.multichat.core.Page;
import dev.multichat.core.Session;
import dev.multichat.core.SessionQuery;
import dev.multichat.gateway.mcp.words.Flags;
import dev.multichat.gateway.mcp.words.Said;
import dev.multichat.gateway.mcp.words.Words;
import dev.multichat.wire.Wire;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;

/** Sessions: opening, finding and reading them. */
final class Conversations {
  private static final int PAGE = 10;

  private final Coordinator hub;
  private final Handover handover;

  Conversations(Coordinator hub, Handover handover) {
    this.hub = hub;
    this.handover = handover;
  }

  Map<String, Tool> tools() {
    return Map.of(
        "open_session", this::open, "list_sessions", this::list, "read_session", this::read);
  }

  private Future<Handed<Told>> open(Turn turn) {
    JsonObject fields = turn.arguments().fields("topic", "participants", "open");
    Opening opening = Wire.decode(fields, Opening.class);
    Future<Session> session =
        turn.arguments().has("key")
            ? handover.open(turn.caller(), turn.arguments().required("key"), opening)
            : hub.open(turn.caller(), opening);
    return session.map(open -> opened(open).handed());
  }

  private static Told opened(Session session) {
    return new Told(
        json(session), "The session " + session.id() + " is open; send_message takes its id.");
  }

  private static JsonObject json(Session session) {
    JsonObject json = new JsonObject();
    if (session.held() != null) {
      json.put("held", session.held());
    }
    return Flags.on(json, session.topic())
        .put("id", session.id())
        .put("topic", session.topic())
        .put("initiator", session.initiator())
        .put("participants_count", session.participants().size())
        .put(
            "participants",
            new JsonArray(session.participants().stream().limit(Said.MOST).toList()))
        .put("open", session.open())
        .put("state", session.state().toString())
        .put("last_activity_at", Messages.time(session.lastActivityAt()))
        .put("last_seq", session.lastSeq());
  }

  private Future<Handed<Told>> list(Turn turn) {
    JsonObject query = turn.arguments().fields("state", "text", "cursor").put("limit", Said.MOST);
    return hub.sessions(turn.caller(), Wire.decode(query, SessionQuery.class))
        .map(page -> listed(page).handed());
  }

  private static Told listed(Page<Session> page) {
    JsonArray sessions = new JsonArray();
    StringBuilder text = new StringBuilder(page.items().isEmpty() ? "None.\n" : Words.FRAME);
    for (Session session : page.items()) {
      sessions.add(json(session));
      text.append(session.id()).append(" of ").append(session.initiator()).append(", ");
      text.append(session.state()).append(", ").append(session.lastSeq());
      text.append(session.lastSeq() == 1 ? " message:\n" : " messages:\n");
      text.append(Words.quoted(session.topic())).append(Messages.held(session.held()));
    }
    return Messages.paged(
        new Told(new JsonObject().put("sessions", sessions), text.toString()), page.next());
  }

  private Future<Handed<Told>> read(Turn turn) {
    Arguments given = turn.arguments();
    if (given.has("message")) {
      return hub.message(turn.caller(), given.required("message"))
          .map(message -> Messages.alone(message, given.number("offset", 0)).handed());
    }
    if (!given.has("session")) {
      throw MultichatException.invalid(
          "Give 'session' to read its messages, or 'message' to read one of them in full.");
    }
    boolean behind = given.has("after_seq") || given.has("cursor");
    String none = "There are no " + (behind ? "more " : "") + "messages.\n";
    JsonObject query =
        given.fields("session", "after_seq", "cursor").put("limit", given.number("limit", PAGE));
    return hub.history(turn.caller(), Wire.decode(query, HistoryQuery.class))
        .map(page -> Messages.page("messages", page, none).handed());
  }
}
