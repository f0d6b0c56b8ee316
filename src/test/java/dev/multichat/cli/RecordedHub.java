package dev.multichat.cli;

import dev.multichat.core.Agenda;
import dev.multichat.core.Agent;
import dev.multichat.core.Answer;
import dev.multichat.core.Caller;
import dev.multichat.core.Coordinator;
import dev.multichat.core.DeadLetter;
import dev.multichat.core.Devlog;
import dev.multichat.core.DevlogQuery;
import dev.multichat.core.Draft;
import dev.multichat.core.ExchangeState;
import dev.multichat.core.HistoryQuery;
import dev.multichat.core.InboxQuery;
import dev.multichat.core.Message;
import dev.multichat.core.MultichatException;
import dev.multichat.core.Names;
import dev.multichat.core.Opening;
import dev.multichat.core.Page;
import dev.multichat.core.PageQuery;
import dev.multichat.core.Presence;
import dev.multichat.core.Receipt;
import dev.multichat.core.Session;
import dev.multichat.core.SessionQuery;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;

/** Reads a recorded conversation in small pages; the commands read only, so it refuses the rest. */
final class RecordedHub implements Coordinator {
  private static final int PAGE = 2;

  private final Recorded recorded;

  RecordedHub(Recorded recorded) {
    this.recorded = recorded;
  }

  @Override
  public Future<Page<Session>> sessions(Caller caller, SessionQuery query) {
    return Future.succeededFuture(page(recorded.sessions(), query.limit(), query.cursor()));
  }

  @Override
  public Future<Session> session(Caller caller, String session) {
    String id = Names.session(session);
    return recorded.sessions().stream()
        .filter(s -> s.id().equals(id))
        .findFirst()
        .map(Future::succeededFuture)
        .orElseGet(
            () -> Future.failedFuture(MultichatException.notFound("There is no " + id + ".")));
  }

  @Override
  public Future<Page<Message>> history(Caller caller, HistoryQuery query) {
    return Future.succeededFuture(page(recorded.messages(), query.limit(), query.cursor()));
  }

  @Override
  public Future<Receipt> receipts(Caller caller, String id) {
    return Future.succeededFuture(recorded.receipt(id));
  }

  @Override
  public Future<Page<Agent>> agents(Caller caller, PageQuery query) {
    return Future.succeededFuture(page(recorded.agents(), query.limit(), query.cursor()));
  }

  @Override
  public Future<Agenda> agenda(Caller caller, String agent) {
    return Future.succeededFuture(recorded.agenda(agent));
  }

  @Override
  public Future<Devlog> devlog(Caller caller, String message) {
    return Future.succeededFuture(devlog(message, "# Readiness\n\nText " + Recorded.EVIL + "\n"));
  }

  @Override
  public Future<Page<Devlog>> devlogs(Caller caller, DevlogQuery query) {
    return Future.succeededFuture(page(one(devlog("an-id", null)), query.limit(), query.cursor()));
  }

  @Override
  public Future<Page<DeadLetter>> dead(Caller caller, PageQuery query) {
    DeadLetter letter = new DeadLetter("an-id", "session-1", "agent-4", "Lost", Recorded.AT);
    return Future.succeededFuture(page(one(letter), query.limit(), query.cursor()));
  }

  private <T> List<T> one(T item) {
    return recorded.messages().isEmpty() ? List.of() : List.of(item);
  }

  private static Devlog devlog(String id, String markdown) {
    return new Devlog(
        id,
        "session-1",
        "2025-09-24/042749_agent-2_to_agent-3_readiness_1f0a9c3e.md",
        "agent-2",
        "Readiness",
        ExchangeState.ANSWERED,
        Recorded.AT,
        null,
        markdown);
  }

  private static <T> Page<T> page(List<T> all, int limit, String cursor) {
    int from = cursor == null ? 0 : Integer.parseInt(cursor);
    int to = Math.min(all.size(), from + Math.min(limit, PAGE));
    return new Page<>(all.subList(from, to), to < all.size() ? String.valueOf(to) : null);
  }

  private static <T> T refuse() {
    throw new UnsupportedOperationException("a command that reads called something that writes");
  }

  @Override
  public Future<Agent> register(Caller caller, Agent card) {
    return refuse();
  }

  @Override
  public Future<Agent> revoke(Caller caller, String agent) {
    return refuse();
  }

  @Override
  public Future<Receipt> send(Caller caller, Draft draft) {
    return refuse();
  }

  @Override
  public Future<Answer> ask(Caller caller, Draft draft, Duration wait) {
    return refuse();
  }

  @Override
  public Future<Page<Message>> inbox(Caller caller, InboxQuery query) {
    return refuse();
  }

  @Override
  public Future<List<String>> acknowledge(Caller caller, List<String> messages) {
    return refuse();
  }

  @Override
  public Future<Session> open(Caller caller, Opening opening) {
    return refuse();
  }

  @Override
  public Future<Session> join(Caller caller, String session) {
    return refuse();
  }

  @Override
  public Future<Session> leave(Caller caller, String session) {
    return refuse();
  }

  @Override
  public Future<Session> close(Caller caller, String session) {
    return refuse();
  }

  @Override
  public Future<Session> release(Caller caller, String session) {
    return refuse();
  }

  @Override
  public Future<Message> message(Caller caller, String id) {
    return refuse();
  }

  @Override
  public Future<Agent> agent(Caller caller, String id) {
    return recorded.agents().stream()
        .filter(agent -> agent.id().equals(id))
        .findFirst()
        .map(Future::succeededFuture)
        .orElseGet(
            () ->
                Future.failedFuture(
                    MultichatException.notFound(
                        "There is no agent '" + id + "'; did you mean agent-3?")));
  }

  @Override
  public Future<List<Presence>> presence(Caller caller, String agent) {
    return refuse();
  }

  @Override
  public Future<Receipt> requeue(Caller caller, String message, String agent) {
    return refuse();
  }
}
