package dev.multichat.gateway.mcp.tools;

import dev.multichat.core.Answer;
import dev.multichat.core.Coordinator;
import dev.multichat.core.Draft;
import dev.multichat.core.Handover;
import dev.multichat.core.Handover.Handed;
import dev.multichat.core.InboxQuery;
import dev.multichat.core.Kind;
import dev.multichat.core.Receipt;
import dev.multichat.core.Sent;
import dev.multichat.gateway.mcp.words.Said;
import dev.multichat.gateway.mcp.words.Words;
import dev.multichat.wire.Hidden;
import dev.multichat.wire.Wire;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Saying something, asking, and taking what was said to the caller. */
final class Messaging {
  private static final int ASK_SECONDS = 25;
  private static final int PAGE = 10;
  private static final int MILLIS = 1000;
  private static final String WAIT = "wait_seconds";
  private static final String KEY = "key";
  private static final String[] DRAFT = {
    "to",
    "kind",
    "subject",
    "body",
    "session",
    "in_reply_to",
    "reply_by",
    "importance",
    "key_points",
    "next_steps",
    "status",
    KEY
  };

  private final Coordinator hub;
  private final Handover handover;

  Messaging(Coordinator hub, Handover handover) {
    this.hub = hub;
    this.handover = handover;
  }

  Map<String, Tool> tools() {
    return Map.of(
        "send_message", this::send,
        "ask", this::ask,
        "check_inbox", this::inbox,
        "acknowledge", this::acknowledge);
  }

  private static Draft draft(Turn turn, JsonObject fields) {
    return Wire.decode(fields, Draft.class).traced(turn.trace());
  }

  private Future<Handed<Told>> send(Turn turn) {
    Draft draft = draft(turn, turn.arguments().fields(DRAFT));
    return handover
        .send(turn.caller(), draft)
        .map(sent -> sent(sent, draft.awaitsReply()).handed());
  }

  private static Told sent(Sent sent, boolean awaits) {
    Receipt receipt = sent.receipt();
    JsonArray recipients = new JsonArray();
    receipt.recipients().stream()
        .limit(Said.MOST)
        .forEach(
            to ->
                recipients.add(
                    new JsonObject().put("agent", to.agent()).put("state", to.state().toString())));
    JsonObject data =
        receipt(receipt)
            .put("seq", receipt.seq())
            .put("known", sent.known())
            .put("recipients_count", receipt.recipients().size())
            .put("recipients", recipients);
    String again = sent.known() ? "It was recorded before, and is there once: " : "Recorded: ";
    return new Told(
        data,
        again + receipt.id() + " in session " + receipt.session() + ", " + said(receipt, awaits));
  }

  private static String said(Receipt receipt, boolean awaits) {
    return "for "
        + Words.count(receipt.recipients().size(), " recipient.", " recipients.")
        + (awaits ? " A reply comes into your inbox." : "");
  }

  private static JsonObject receipt(Receipt receipt) {
    return new JsonObject()
        .put("id", receipt.id())
        .put("session", receipt.session())
        .put("exchange", receipt.exchange())
        .put("recorded_at", Messages.time(receipt.recordedAt()));
  }

  /** It has a key in any case, since to go on waiting is to ask the same again. */
  private Future<Handed<Told>> ask(Turn turn) {
    JsonObject fields = turn.arguments().fields(DRAFT);
    if (!fields.containsKey("kind")) {
      fields.put("kind", Kind.REQUEST.toString());
    }
    if (!fields.containsKey(KEY)) {
      fields.put(KEY, "ask-" + UUID.randomUUID());
    }
    int seconds = turn.arguments().number(WAIT, ASK_SECONDS);
    Future<Handed<Answer>> answer =
        handover.ask(turn.caller(), draft(turn, fields), Duration.ofSeconds(seconds));
    return turn.progress()
        .during(answer, seconds)
        .map(handed -> handed.map(value -> answered(value, fields.getString(KEY))));
  }

  private static Told answered(Answer answer, String key) {
    Told replies = Messages.together("replies", answer.replies());
    JsonObject data =
        replies
            .data()
            .mergeIn(receipt(answer.receipt()))
            .put("state", answer.state().toString())
            .put("replies_count", answer.replies().size())
            .put("missing", new JsonArray(answer.missing().stream().limit(Said.MOST).toList()))
            .put("missing_count", answer.missing().size())
            .put(KEY, key);
    String waiting =
        answer.missing().isEmpty()
            ? "Everybody replied.\n"
            : "No reply yet from "
                + Messages.few(answer.missing())
                + "; to go on waiting call ask again with the same arguments and key \""
                + Hidden.escaped(key)
                + "\".\n";
    return new Told(data, waiting + replies.text());
  }

  private Future<Handed<Told>> inbox(Turn turn) {
    Arguments given = turn.arguments();
    int seconds = given.number(WAIT, 0);
    JsonObject query =
        given
            .fields("cursor")
            .put("limit", given.number("limit", PAGE))
            .put("waitMs", seconds * MILLIS);
    return turn.progress()
        .during(handover.inbox(turn.caller(), Wire.decode(query, InboxQuery.class)), seconds)
        .map(
            handed ->
                handed.map(page -> Messages.page("messages", page, "Nothing is in your inbox.\n")));
  }

  private Future<Handed<Told>> acknowledge(Turn turn) {
    return hub.acknowledge(turn.caller(), turn.arguments().texts("ids"))
        .map(ids -> acknowledged(ids).handed());
  }

  private static Told acknowledged(List<String> ids) {
    return new Told(
        new JsonObject().put("acknowledged", new JsonArray(ids)),
        Words.count(ids.size(), " message is", " messages are")
            + " acknowledged and out of your inbox.");
  }
}
