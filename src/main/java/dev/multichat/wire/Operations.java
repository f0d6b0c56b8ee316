package dev.multichat.wire;

import dev.multichat.core.Agent;
import dev.multichat.core.Caller;
import dev.multichat.core.Coordinator;
import dev.multichat.core.DevlogQuery;
import dev.multichat.core.Handover;
import dev.multichat.core.HistoryQuery;
import dev.multichat.core.InboxQuery;
import dev.multichat.core.MultichatException;
import dev.multichat.core.Opening;
import dev.multichat.core.Page;
import dev.multichat.core.PageQuery;
import dev.multichat.core.SessionQuery;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The public operations by name: decode, call the Coordinator, encode. */
public final class Operations {
  /** One operation; what it returns, or hands over, is sent as JSON. */
  public interface Operation extends BiFunction<Caller, JsonObject, Future<?>> {}

  private final Coordinator hub;
  private final Handover handover;
  private final Map<String, Operation> byName = new LinkedHashMap<>();

  public Operations(Coordinator hub, Handover handover) {
    this.hub = hub;
    this.handover = handover;
    messages();
    sessions();
    agents();
    records();
    operators();
  }

  /** All of them, by the names of docs/contract.md. */
  public Map<String, Operation> byName() {
    return byName;
  }

  private void messages() {
    byName.put("send", (caller, json) -> hub.send(caller, Drafts.of(caller, json)));
    byName.put("ask", this::ask);
    byName.put(
        "inbox",
        (caller, json) ->
            handover
                .inbox(caller, Wire.decode(json, InboxQuery.class))
                .map(handed -> handed.map(page("messages"))));
    byName.put("acknowledge", this::acknowledge);
    byName.put("message", (caller, json) -> hub.message(caller, Fields.one(json, "id")));
    byName.put("receipts", (caller, json) -> hub.receipts(caller, Fields.one(json, "id")));
  }

  private void sessions() {
    byName.put("open", (caller, json) -> hub.open(caller, Wire.decode(json, Opening.class)));
    byName.put("join", (caller, json) -> hub.join(caller, Fields.one(json, "session")));
    byName.put("leave", (caller, json) -> hub.leave(caller, Fields.one(json, "session")));
    byName.put("close", (caller, json) -> hub.close(caller, Fields.one(json, "session")));
    byName.put("session", (caller, json) -> hub.session(caller, Fields.one(json, "session")));
    byName.put(
        "sessions",
        (caller, json) ->
            hub.sessions(caller, Wire.decode(json, SessionQuery.class)).map(page("sessions")));
    byName.put(
        "history",
        (caller, json) ->
            hub.history(caller, Wire.decode(json, HistoryQuery.class)).map(page("messages")));
  }

  private void agents() {
    byName.put("register", (caller, json) -> hub.register(caller, Wire.decode(json, Agent.class)));
    byName.put("agent", (caller, json) -> hub.agent(caller, Fields.one(json, "id")));
    byName.put(
        "agents",
        (caller, json) ->
            hub.agents(caller, Wire.decode(json, PageQuery.class)).map(page("agents")));
    byName.put(
        "presence",
        (caller, json) ->
            hub.presence(caller, Fields.optional(json, "agent"))
                .map(list -> Json.of("agents", list)));
    byName.put("agenda", (caller, json) -> hub.agenda(caller, Fields.optional(json, "agent")));
  }

  private void records() {
    byName.put("devlog", (caller, json) -> hub.devlog(caller, Fields.one(json, "id")));
    byName.put(
        "devlogs",
        (caller, json) ->
            hub.devlogs(caller, Wire.decode(json, DevlogQuery.class)).map(page("devlogs")));
  }

  private void operators() {
    byName.put("revoke", (caller, json) -> hub.revoke(caller, Fields.one(json, "id")));
    byName.put(
        "dead",
        (caller, json) -> hub.dead(caller, Wire.decode(json, PageQuery.class)).map(page("dead")));
    byName.put("requeue", this::requeue);
    byName.put("release", (caller, json) -> hub.release(caller, Fields.one(json, "session")));
  }

  private Future<?> ask(Caller caller, JsonObject json) {
    Asking asking = Asking.decode(Drafts.own(caller, json));
    return handover.ask(caller, asking.draft(), asking.waiting());
  }

  private Future<?> acknowledge(Caller caller, JsonObject json) {
    return hub.acknowledge(caller, Fields.many(json, "ids"))
        .map(ids -> new JsonObject().put("acknowledged", new JsonArray(ids)));
  }

  private Future<?> requeue(Caller caller, JsonObject json) {
    Fields.only(json, "id", "agent");
    return hub.requeue(caller, Fields.text(json, "id"), Fields.text(json, "agent"));
  }

  private static <T> Function<Page<T>, JsonObject> page(String name) {
    return page -> Json.of(name, page);
  }

  /** The body of a call, empty for none; INVALID for anything but an object. */
  public static JsonObject body(@Nullable Object body) {
    if (body instanceof JsonObject json) {
      return json;
    }
    if (body == null) {
      return new JsonObject();
    }
    throw MultichatException.invalid(
        "The body is a " + body.getClass().getSimpleName() + "; it must be a JsonObject.");
  }
}
