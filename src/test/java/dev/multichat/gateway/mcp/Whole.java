package dev.multichat.gateway.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.contract.Scene;
import dev.multichat.core.Agenda;
import dev.multichat.core.Agent;
import dev.multichat.core.Answer;
import dev.multichat.core.Coordinator;
import dev.multichat.core.Devlog;
import dev.multichat.core.ExchangeState;
import dev.multichat.core.Message;
import dev.multichat.core.Receipt;
import dev.multichat.core.Session;
import dev.multichat.wire.Wire;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Records out of what tools told: everything that a tool tells is taken from it, and only what it
 * leaves out for models is read inside the JVM.
 */
final class Whole {
  private static final List<String> OF_MESSAGES =
      List.of(
          "to",
          "exchange",
          "replyExpected",
          "expiresAt",
          "keyPoints",
          "nextSteps",
          "status",
          "tags",
          "metadata",
          "traceparent",
          "recordedAt");

  private final Coordinator beside;

  Whole(Coordinator beside) {
    this.beside = beside;
  }

  /** These fields of a record, and over them what was told under the names that it has there. */
  private static <T> T joined(Object record, List<String> left, JsonObject told, Class<T> type) {
    JsonObject known = Wire.json(record);
    JsonObject json = new JsonObject();
    for (String name : left) {
      json.put(name, known.getValue(name));
    }
    told.forEach(field -> json.put(ToolClient.camel(field.getKey()), field.getValue()));
    return Wire.answer(json, type);
  }

  /** A body is told with the structured fields below it. */
  Future<Message> message(JsonObject told) {
    return beside
        .message(Scene.OPERATOR, told.getString("id"))
        .map(
            known -> {
              String body = told.getString("body");
              String own = body.substring(0, Math.min(body.length(), known.body().length()));
              assertThat(told.getBoolean("verified")).isTrue();
              assertThat(told.getBoolean("awaits_reply")).isEqualTo(known.awaitsReply());
              assertThat(body).startsWith(known.body());
              known.keyPoints().forEach(point -> assertThat(body).contains(point));
              JsonObject named = told.copy().put("createdAt", told.getValue("at")).put("body", own);
              return joined(known, OF_MESSAGES, named, Message.class);
            });
  }

  /** The receipt of a message that was sent. */
  Future<Receipt> receipt(JsonObject told) {
    return beside
        .receipts(Scene.OPERATOR, told.getString("id"))
        .map(
            known -> {
              JsonArray recipients = told.getJsonArray("recipients");
              assertThat(told.getInteger("recipients_count")).isEqualTo(recipients.size());
              for (int i = 0; i < recipients.size(); i++) {
                recipients.getJsonObject(i).put("at", told.getValue("recorded_at"));
              }
              return joined(known, List.of("position"), told, Receipt.class);
            });
  }

  private Future<Receipt> question(JsonObject told) {
    return beside
        .message(Scene.OPERATOR, told.getString("id"))
        .compose(
            known -> {
              JsonArray recipients = new JsonArray();
              known
                  .to()
                  .forEach(
                      agent ->
                          recipients.add(
                              new JsonObject().put("agent", agent).put("state", "recorded")));
              return receipt(
                  told.copy()
                      .put("seq", known.seq())
                      .put("recipients", recipients)
                      .put("recipients_count", recipients.size()));
            });
  }

  Future<Answer> answer(JsonObject told) {
    List<Future<Message>> replies = new ArrayList<>();
    told.getJsonArray("replies").forEach(reply -> replies.add(message((JsonObject) reply)));
    return Future.all(replies)
        .compose(all -> question(told))
        .map(
            receipt ->
                new Answer(
                    receipt,
                    ExchangeState.valueOf(told.getString("state").toUpperCase(Locale.ROOT)),
                    replies.stream().map(Future::result).toList(),
                    texts(told.getJsonArray("missing"))));
  }

  static List<String> texts(JsonArray array) {
    return array.stream().map(String.class::cast).toList();
  }

  static Devlog devlog(JsonObject told) {
    JsonObject named =
        told.copy()
            .put("from", told.getValue("opened_by"))
            .put("exchange", told.getValue("message"))
            .put("openedAt", told.getValue("at"));
    return Wire.answer(named, Devlog.class);
  }

  Future<Session> session(JsonObject told) {
    return beside
        .session(Scene.OPERATOR, told.getString("id"))
        .map(known -> joined(known, List.of("createdAt"), told, Session.class));
  }

  Future<Agent> agent(JsonObject told) {
    return beside
        .agent(Scene.OPERATOR, told.getString("id"))
        .map(
            known -> {
              assertThat(told.getBoolean("revoked")).isEqualTo(known.revokedAt() != null);
              return joined(known, List.of("registeredAt", "revokedAt"), told, Agent.class);
            });
  }

  Future<Agenda> agenda(JsonObject told) {
    List<Future<Agenda.Awaiting>> awaiting = new ArrayList<>();
    List<Agenda.Step> steps = new ArrayList<>();
    for (Object one : told.getJsonArray("awaiting")) {
      awaiting.add(awaiting((JsonObject) one));
    }
    for (Object one : told.getJsonArray("steps")) {
      JsonObject step = (JsonObject) one;
      steps.add(Wire.answer(step.copy().put("recordedAt", step.getValue("at")), Agenda.Step.class));
    }
    return Future.all(awaiting)
        .map(all -> new Agenda(told.getString("id"), all.list(), List.copyOf(steps)));
  }

  private Future<Agenda.Awaiting> awaiting(JsonObject told) {
    JsonObject named = told.copy().put("recordedAt", told.getValue("at"));
    return beside
        .message(Scene.OPERATOR, told.getString("message"))
        .map(known -> joined(known, List.of("exchange"), named, Agenda.Awaiting.class));
  }
}
