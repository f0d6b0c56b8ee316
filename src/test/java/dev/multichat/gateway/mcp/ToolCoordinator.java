package dev.multichat.gateway.mcp;

import dev.multichat.core.Agenda;
import dev.multichat.core.Agent;
import dev.multichat.core.Answer;
import dev.multichat.core.Caller;
import dev.multichat.core.Coordinator;
import dev.multichat.core.DeadLetter;
import dev.multichat.core.Devlog;
import dev.multichat.core.DevlogQuery;
import dev.multichat.core.Draft;
import dev.multichat.core.HistoryQuery;
import dev.multichat.core.InboxQuery;
import dev.multichat.core.Message;
import dev.multichat.core.Opening;
import dev.multichat.core.Page;
import dev.multichat.core.PageQuery;
import dev.multichat.core.Presence;
import dev.multichat.core.Receipt;
import dev.multichat.core.Session;
import dev.multichat.core.SessionQuery;
import dev.multichat.gateway.mcp.Pages.Wanted;
import dev.multichat.wire.Wire;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The Coordinator by tools; called in the JVM is only what no tool does or takes. */
final class ToolCoordinator implements Coordinator {
  private static final double SECOND_MS = 1000;

  private final ToolClient tools;
  private final Coordinator beside;
  private final Whole whole;
  private final Pages pages;
  private final Cut cut;

  ToolCoordinator(ToolClient tools, Coordinator beside) {
    this.tools = tools;
    this.beside = beside;
    this.whole = new Whole(beside);
    this.pages = new Pages(tools);
    this.cut = new Cut(tools);
  }

  private Future<JsonObject> told(Caller caller, String tool, JsonObject arguments) {
    return tools.call(caller, tool, arguments, null);
  }

  @Override
  public Future<Receipt> send(Caller caller, Draft draft) {
    return Given.canBeSent(draft)
        ? tools
            .call(caller, "send_message", Given.sent(draft), draft.traceparent())
            .compose(whole::receipt)
        : beside.send(caller, draft);
  }

  @Override
  public Future<Answer> ask(Caller caller, Draft draft, Duration wait) {
    return Given.canBeAsked(draft)
        ? told(caller, "ask", Given.asked(draft, seconds(wait.toMillis()))).compose(whole::answer)
        : beside.ask(caller, draft, wait);
  }

  private static int seconds(long millis) {
    return (int) (millis < 0 ? Math.floor(millis / SECOND_MS) : Math.ceil(millis / SECOND_MS));
  }

  @Override
  public Future<Page<Message>> inbox(Caller caller, InboxQuery query) {
    if (query.agent() != null) {
      return beside.inbox(caller, query);
    }
    JsonObject arguments = paged(query.cursor()).put("wait_seconds", seconds(query.waitMs()));
    return pages.of(
        messages(caller, "check_inbox"),
        arguments,
        query.limit(),
        () -> beside.inbox(caller, query));
  }

  private Wanted<Message> messages(Caller caller, String tool) {
    return new Wanted<>(
        caller, tool, "messages", true, one -> cut.message(caller, one).compose(whole::message));
  }

  private static JsonObject paged(@Nullable String cursor) {
    return cursor == null ? new JsonObject() : new JsonObject().put("cursor", cursor);
  }

  @Override
  public Future<List<String>> acknowledge(Caller caller, List<String> messages) {
    return told(caller, "acknowledge", new JsonObject().put("ids", new JsonArray(messages)))
        .map(done -> Whole.texts(done.getJsonArray("acknowledged")));
  }

  @Override
  public Future<Session> open(Caller caller, Opening opening) {
    return opening.id() == null
        ? told(caller, "open_session", Wire.json(opening)).compose(whole::session)
        : beside.open(caller, opening);
  }

  @Override
  public Future<Page<Session>> sessions(Caller caller, SessionQuery query) {
    JsonObject arguments = Wire.json(query);
    arguments.remove("limit");
    if (query.participant() != null) {
      return beside.sessions(caller, query);
    }
    arguments.remove("participant");
    return pages.of(
        new Wanted<>(caller, "list_sessions", "sessions", false, whole::session),
        arguments,
        query.limit(),
        () -> beside.sessions(caller, query));
  }

  @Override
  public Future<Page<Message>> history(Caller caller, HistoryQuery query) {
    JsonObject arguments = paged(query.cursor()).put("session", query.session());
    if (query.afterSeq() != null) {
      arguments.put("after_seq", query.afterSeq());
    }
    return pages.of(
        messages(caller, "read_session"),
        arguments,
        query.limit(),
        () -> beside.history(caller, query));
  }

  @Override
  public Future<Message> message(Caller caller, String id) {
    return told(caller, "read_session", new JsonObject().put("message", id))
        .compose(told -> cut.message(caller, told.getJsonArray("messages").getJsonObject(0)))
        .compose(whole::message);
  }

  @Override
  public Future<Page<Agent>> agents(Caller caller, PageQuery query) {
    return pages.of(
        new Wanted<>(caller, "list_agents", "agents", false, whole::agent),
        paged(query.cursor()),
        query.limit(),
        () -> beside.agents(caller, query));
  }

  @Override
  public Future<Agenda> agenda(Caller caller, @Nullable String agent) {
    return agent == null || agent.equals(caller.agent())
        ? told(caller, "whoami", new JsonObject()).compose(whole::agenda)
        : beside.agenda(caller, agent);
  }

  @Override
  public Future<Devlog> devlog(Caller caller, String message) {
    return told(caller, "read_devlog", new JsonObject().put("message", message))
        .map(told -> told.getJsonArray("devlogs").getJsonObject(0))
        .compose(told -> cut.devlog(caller, told))
        .map(Whole::devlog);
  }

  @Override
  public Future<Page<Devlog>> devlogs(Caller caller, DevlogQuery query) {
    if (query.session() == null) {
      return beside.devlogs(caller, query);
    }
    return pages.of(
        new Wanted<>(
            caller,
            "read_devlog",
            "devlogs",
            false,
            told -> Future.succeededFuture(Whole.devlog(told))),
        paged(query.cursor()).put("session", query.session()),
        query.limit(),
        () -> beside.devlogs(caller, query));
  }

  @Override
  public Future<Agent> register(Caller caller, Agent card) {
    return beside.register(caller, card);
  }

  @Override
  public Future<Agent> revoke(Caller caller, String agent) {
    return beside.revoke(caller, agent);
  }

  @Override
  public Future<Session> join(Caller caller, String session) {
    return beside.join(caller, session);
  }

  @Override
  public Future<Session> leave(Caller caller, String session) {
    return beside.leave(caller, session);
  }

  @Override
  public Future<Session> close(Caller caller, String session) {
    return beside.close(caller, session);
  }

  @Override
  public Future<Session> release(Caller caller, String session) {
    return beside.release(caller, session);
  }

  @Override
  public Future<Session> session(Caller caller, String session) {
    return beside.session(caller, session);
  }

  @Override
  public Future<Receipt> receipts(Caller caller, String id) {
    return beside.receipts(caller, id);
  }

  @Override
  public Future<Agent> agent(Caller caller, String id) {
    return beside.agent(caller, id);
  }

  @Override
  public Future<List<Presence>> presence(Caller caller, @Nullable String agent) {
    return beside.presence(caller, agent);
  }

  @Override
  public Future<Page<DeadLetter>> dead(Caller caller, PageQuery query) {
    return beside.dead(caller, query);
  }

  @Override
  public Future<Receipt> requeue(Caller caller, String message, String agent) {
    return beside.requeue(caller, message, agent);
  }
}
