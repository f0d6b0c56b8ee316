package dev.multichat.hub;

import dev.multichat.config.GuardSettings;
import dev.multichat.config.Limits;
import dev.multichat.core.Access;
import dev.multichat.core.Agenda;
import dev.multichat.core.Agent;
import dev.multichat.core.Answer;
import dev.multichat.core.Authentication;
import dev.multichat.core.Caller;
import dev.multichat.core.Coordinator;
import dev.multichat.core.DeadLetter;
import dev.multichat.core.Devlog;
import dev.multichat.core.DevlogQuery;
import dev.multichat.core.Draft;
import dev.multichat.core.Handover;
import dev.multichat.core.Handover.Handed;
import dev.multichat.core.HistoryQuery;
import dev.multichat.core.Identities;
import dev.multichat.core.InboxQuery;
import dev.multichat.core.Message;
import dev.multichat.core.Names;
import dev.multichat.core.Opening;
import dev.multichat.core.Page;
import dev.multichat.core.PageQuery;
import dev.multichat.core.Presence;
import dev.multichat.core.Receipt;
import dev.multichat.core.Sent;
import dev.multichat.core.Session;
import dev.multichat.core.SessionQuery;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The inbound port on the server side: checks and stamps, hands what changes something to the
 * recorder, and reads from the store. It keeps nothing that a restart could lose.
 */
public final class Hub implements Coordinator {
  private final Room room;
  private final Directory directory;
  private final Attendance attendance;
  private final Guards guards;
  private final Sending sending;
  private final Gate gate;
  private final Asks asks;
  private final Inboxes inboxes;
  private final Rights rights;
  private final Gatherings gatherings;
  private final Reading reading;
  private final Watches watches;
  private final Handovers handovers;
  private final Identity identity;

  public Hub(Vertx vertx, Room room, Limits limits, GuardSettings settings) {
    this.room = room;
    directory = new Directory(room.store(), room.bus(), room.stamp());
    attendance = new Attendance(vertx, room, directory::takesMail);
    identity = new Identity(vertx, room, directory);
    gate = new Gate(directory, attendance);
    rights = new Rights(room.store());
    guards = new Guards(room, rights, settings);
    sending = new Sending(room, directory, rights, limits, guards);
    asks = new Asks(vertx, room, attendance);
    inboxes = new Inboxes(vertx, room, attendance);
    gatherings = new Gatherings(room, rights, sending.recipients());
    reading = new Reading(room.store(), rights);
    watches = new Watches(vertx, room, gate, rights, inboxes);
    handovers = new Handovers(gate, new Acts(sending, gatherings, asks), inboxes, watches);
  }

  /** Reads the agents and follows the log from now on. */
  public Future<Void> start() {
    asks.start();
    inboxes.start();
    watches.start();
    return directory.start().compose(known -> guards.start()).compose(held -> identity.start());
  }

  /** Whom tokens stand for. */
  public Authentication authentication() {
    return identity;
  }

  /** Who gets tokens. */
  public Identities identities() {
    return identity;
  }

  /** Lets whoever has this token in as the operator, and no other token of the operator's. */
  public Future<Void> admitOperator(String token) {
    return identity.admit(Names.OPERATOR, Access.OPERATOR, token);
  }

  /** Answers whoever waits with what there is, and lets nobody wait any more. */
  public void stopWaiting() {
    asks.close();
    inboxes.close();
    watches.close();
  }

  /** Guards by these settings from now on; what is held stays so. */
  public void change(GuardSettings settings) {
    guards.change(settings);
  }

  /** Who is there; delivery tells it which handlers it found. */
  public Attendance attendance() {
    return attendance;
  }

  /** The same hub for gateways that can tell whether their callers took what it answers. */
  public Handover handover() {
    return handovers;
  }

  @Override
  public Future<Agent> register(Caller caller, Agent card) {
    return Gate.guarded(() -> directory.register(caller, card));
  }

  @Override
  public Future<Agent> revoke(Caller caller, String agent) {
    return gate.called(caller, () -> identity.revoke(caller, agent));
  }

  @Override
  public Future<Receipt> send(Caller caller, Draft draft) {
    return handovers.send(caller, draft).map(Sent::receipt);
  }

  /** Marked as taken before the future tells: who holds the future has the answer. */
  @Override
  public Future<Answer> ask(Caller caller, Draft draft, Duration wait) {
    return handovers.ask(caller, draft, wait).compose(Handed::given);
  }

  @Override
  public Future<Page<Message>> inbox(Caller caller, InboxQuery query) {
    return handovers.inbox(caller, query).compose(Handed::given);
  }

  @Override
  public Future<List<String>> acknowledge(Caller caller, List<String> messages) {
    return gate.acting(caller, () -> inboxes.acknowledge(caller, messages));
  }

  @Override
  public Future<Session> open(Caller caller, Opening opening) {
    return gate.acting(caller, () -> gatherings.open(caller, opening));
  }

  @Override
  public Future<Session> join(Caller caller, String session) {
    return gate.acting(caller, () -> gatherings.join(caller, session));
  }

  @Override
  public Future<Session> leave(Caller caller, String session) {
    return gate.acting(caller, () -> gatherings.leave(caller, session));
  }

  @Override
  public Future<Session> close(Caller caller, String session) {
    return gate.acting(caller, () -> gatherings.close(caller, session));
  }

  @Override
  public Future<Session> release(Caller caller, String session) {
    return gate.called(caller, () -> guards.loops().release(caller, session));
  }

  @Override
  public Future<Session> session(Caller caller, String session) {
    return gate.called(
        caller, () -> rights.readable(caller, session).compose(guards.loops()::told));
  }

  @Override
  public Future<Page<Session>> sessions(Caller caller, SessionQuery query) {
    return gate.called(caller, () -> reading.sessions(caller, query).compose(guards.loops()::told));
  }

  @Override
  public Future<Page<Message>> history(Caller caller, HistoryQuery query) {
    return gate.called(caller, () -> reading.history(caller, query));
  }

  @Override
  public Future<Message> message(Caller caller, String id) {
    return gate.called(caller, () -> rights.message(caller, id));
  }

  @Override
  public Future<Receipt> receipts(Caller caller, String id) {
    return gate.called(caller, () -> reading.receipts(caller, id));
  }

  @Override
  public Future<Agent> agent(Caller caller, String id) {
    return gate.called(caller, () -> Future.succeededFuture(directory.find(id)));
  }

  @Override
  public Future<Page<Agent>> agents(Caller caller, PageQuery query) {
    return gate.called(caller, () -> room.store().agents(query));
  }

  @Override
  public Future<List<Presence>> presence(Caller caller, @Nullable String agent) {
    return gate.called(
        caller,
        () -> {
          directory.announce(caller.agent());
          return Future.succeededFuture(attendance.of(directory.named(agent)));
        });
  }

  @Override
  public Future<Agenda> agenda(Caller caller, @Nullable String agent) {
    return gate.called(caller, () -> room.store().agenda(Rights.subject(caller, agent)));
  }

  @Override
  public Future<Devlog> devlog(Caller caller, String message) {
    return gate.called(caller, () -> reading.devlog(caller, message));
  }

  @Override
  public Future<Page<Devlog>> devlogs(Caller caller, DevlogQuery query) {
    return gate.called(caller, () -> reading.devlogs(caller, query));
  }

  @Override
  public Future<Page<DeadLetter>> dead(Caller caller, PageQuery query) {
    return gate.called(caller, () -> reading.dead(caller, query));
  }

  @Override
  public Future<Receipt> requeue(Caller caller, String id, String agent) {
    return gate.called(
        caller,
        () -> inboxes.requeue(caller, id, agent).compose(done -> reading.receipts(caller, id)));
  }
}
