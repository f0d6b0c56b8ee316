package dev.multichat.wire;

import dev.multichat.core.Agenda;
import dev.multichat.core.Agent;
import dev.multichat.core.Answer;
import dev.multichat.core.Caller;
import dev.multichat.core.Coordinator;
import dev.multichat.core.DeadLetter;
import dev.multichat.core.Devlog;
import dev.multichat.core.DevlogQuery;
import dev.multichat.core.Draft;
import dev.multichat.core.ErrorCode;
import dev.multichat.core.HistoryQuery;
import dev.multichat.core.InboxQuery;
import dev.multichat.core.Message;
import dev.multichat.core.MultichatException;
import dev.multichat.core.Opening;
import dev.multichat.core.Page;
import dev.multichat.core.PageQuery;
import dev.multichat.core.Presence;
import dev.multichat.core.Receipt;
import dev.multichat.core.Session;
import dev.multichat.core.SessionQuery;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The Coordinator of a hub that is somewhere else, over any way to it. It gives every message an
 * id, so that sending again after a failure cannot double it. Safe for any thread.
 */
public final class RemoteCoordinator implements Coordinator {
  private final Transport calls;

  public RemoteCoordinator(Transport transport) {
    calls = transport;
  }

  @Override
  public Future<Agent> register(Caller caller, Agent card) {
    return get(caller, "register", Wire.json(card), Agent.class);
  }

  @Override
  public Future<Agent> revoke(Caller caller, String agent) {
    return get(caller, "revoke", id(agent), Agent.class);
  }

  @Override
  public Future<Receipt> send(Caller caller, Draft draft) {
    Draft given = Drafts.identified(draft);
    return get(caller, "send", Wire.json(given), Receipt.class).recover(why -> lost(given, why));
  }

  @Override
  public Future<Answer> ask(Caller caller, Draft draft, Duration wait) {
    Draft given = Drafts.identified(draft);
    return get(caller, "ask", Asking.encode(given, wait), Answer.class, wait)
        .recover(why -> lost(given, why));
  }

  @Override
  public Future<Page<Message>> inbox(Caller caller, InboxQuery query) {
    Duration wait = Duration.ofMillis(query.waitMs() == null ? 0 : query.waitMs());
    return calls
        .call(caller, "inbox", Wire.json(query), wait)
        .map(json -> Json.page(json, "messages", Message.class));
  }

  @Override
  public Future<List<String>> acknowledge(Caller caller, List<String> messages) {
    JsonObject json = new JsonObject().put("ids", new JsonArray(messages));
    return calls
        .call(caller, "acknowledge", json, Duration.ZERO)
        .map(answer -> texts(answer.getJsonArray("acknowledged")));
  }

  @Override
  public Future<Session> open(Caller caller, Opening opening) {
    return get(caller, "open", Wire.json(opening), Session.class);
  }

  @Override
  public Future<Session> join(Caller caller, String session) {
    return get(caller, "join", inSession(session), Session.class);
  }

  @Override
  public Future<Session> leave(Caller caller, String session) {
    return get(caller, "leave", inSession(session), Session.class);
  }

  @Override
  public Future<Session> close(Caller caller, String session) {
    return get(caller, "close", inSession(session), Session.class);
  }

  @Override
  public Future<Session> release(Caller caller, String session) {
    return get(caller, "release", inSession(session), Session.class);
  }

  @Override
  public Future<Session> session(Caller caller, String session) {
    return get(caller, "session", inSession(session), Session.class);
  }

  @Override
  public Future<Page<Session>> sessions(Caller caller, SessionQuery query) {
    return page(caller, "sessions", query, "sessions", Session.class);
  }

  @Override
  public Future<Page<Message>> history(Caller caller, HistoryQuery query) {
    return page(caller, "history", query, "messages", Message.class);
  }

  @Override
  public Future<Message> message(Caller caller, String id) {
    return get(caller, "message", id(id), Message.class);
  }

  @Override
  public Future<Receipt> receipts(Caller caller, String id) {
    return get(caller, "receipts", id(id), Receipt.class);
  }

  @Override
  public Future<Agent> agent(Caller caller, String id) {
    return get(caller, "agent", id(id), Agent.class);
  }

  @Override
  public Future<Page<Agent>> agents(Caller caller, PageQuery query) {
    return page(caller, "agents", query, "agents", Agent.class);
  }

  @Override
  public Future<List<Presence>> presence(Caller caller, @Nullable String agent) {
    return calls
        .call(caller, "presence", ofAgent(agent), Duration.ZERO)
        .map(json -> Json.page(json, "agents", Presence.class).items());
  }

  @Override
  public Future<Agenda> agenda(Caller caller, @Nullable String agent) {
    return get(caller, "agenda", ofAgent(agent), Agenda.class);
  }

  @Override
  public Future<Devlog> devlog(Caller caller, String message) {
    return get(caller, "devlog", id(message), Devlog.class);
  }

  @Override
  public Future<Page<Devlog>> devlogs(Caller caller, DevlogQuery query) {
    return page(caller, "devlogs", query, "devlogs", Devlog.class);
  }

  @Override
  public Future<Page<DeadLetter>> dead(Caller caller, PageQuery query) {
    return page(caller, "dead", query, "dead", DeadLetter.class);
  }

  @Override
  public Future<Receipt> requeue(Caller caller, String message, String agent) {
    return get(caller, "requeue", id(message).put("agent", agent), Receipt.class);
  }

  private static JsonObject id(String id) {
    return new JsonObject().put("id", id);
  }

  private static JsonObject inSession(String session) {
    return new JsonObject().put("session", session);
  }

  private static JsonObject ofAgent(@Nullable String agent) {
    return agent == null ? new JsonObject() : new JsonObject().put("agent", agent);
  }

  /** Who got no answer is told the id with which sending again is safe, given out here or not. */
  private static <T> Future<T> lost(Draft draft, Throwable why) {
    boolean open =
        why instanceof MultichatException refusal
            && (refusal.code() == ErrorCode.TIMEOUT || refusal.code() == ErrorCode.UNAVAILABLE)
            && !refusal.details().containsKey("outcome");
    if (!open || draft.id() == null) {
      return Future.failedFuture(why);
    }
    MultichatException refusal = (MultichatException) why;
    Map<String, String> details = new HashMap<>(refusal.details());
    details.put("outcome", "unknown");
    details.put("id", draft.id());
    return Future.failedFuture(
        new MultichatException(refusal.code(), String.valueOf(refusal.getMessage()), details));
  }

  private <T> Future<T> get(Caller caller, String operation, JsonObject body, Class<T> type) {
    return get(caller, operation, body, type, Duration.ZERO);
  }

  private <T> Future<T> get(
      Caller caller, String operation, JsonObject body, Class<T> type, Duration wait) {
    return calls.call(caller, operation, body, wait).map(json -> Wire.answer(json, type));
  }

  private <T> Future<Page<T>> page(
      Caller caller, String operation, Object query, String items, Class<T> type) {
    return calls
        .call(caller, operation, Wire.json(query), Duration.ZERO)
        .map(json -> Json.page(json, items, type));
  }

  private static List<String> texts(JsonArray array) {
    return array.stream().map(String.class::cast).toList();
  }
}
