package dev.multichat.hub;

import dev.multichat.core.Answer;
import dev.multichat.core.Caller;
import dev.multichat.core.Draft;
import dev.multichat.core.Handover;
import dev.multichat.core.Handover.Handed;
import dev.multichat.core.InboxQuery;
import dev.multichat.core.Message;
import dev.multichat.core.Opening;
import dev.multichat.core.Page;
import dev.multichat.core.Sent;
import dev.multichat.core.Session;
import dev.multichat.core.Streams;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Answers and pages that are marked when they were taken, for gateways that can tell. */
final class Handovers implements Handover {
  private final Gate gate;
  private final Sending sending;
  private final Gatherings gatherings;
  private final Asks asks;
  private final Inboxes inboxes;
  private final Streams streams;

  Handovers(Gate gate, Acts acts, Inboxes inboxes, Streams streams) {
    this.gate = gate;
    this.sending = acts.sending();
    this.gatherings = acts.gatherings();
    this.asks = acts.asks();
    this.inboxes = inboxes;
    this.streams = streams;
  }

  @Override
  public Future<Sent> send(Caller caller, Draft draft) {
    return Gate.guarded(() -> sending.send(caller, draft));
  }

  @Override
  public Future<Session> open(Caller caller, String key, Opening opening) {
    return gate.acting(caller, () -> gatherings.open(caller, key, opening));
  }

  @Override
  public Future<Handed<Answer>> ask(Caller caller, Draft draft, Duration wait) {
    return gate.called(
        caller,
        () -> {
          Asks.check(draft, wait);
          return sending
              .send(caller, draft)
              .compose(sent -> asks.await(caller, sent.receipt(), wait))
              .map(answer -> new Handed<>(answer, () -> taken(caller, answer)));
        });
  }

  private Future<Void> taken(Caller caller, Answer answer) {
    return inboxes.underWay(caller.agent(), asks.acknowledged(caller, answer));
  }

  @Override
  public Future<Handed<Page<Message>>> inbox(Caller caller, InboxQuery query) {
    Supplier<Future<Handed<Page<Message>>>> read =
        () ->
            inboxes
                .inbox(caller, query)
                .map(page -> new Handed<>(page, () -> inboxes.delivered(caller, query, page)));
    return caller.readsEverything() ? gate.called(caller, read) : gate.acting(caller, read);
  }

  @Override
  public Future<Pending> pending(Caller caller, @Nullable String told, int limit) {
    return gate.called(caller, () -> inboxes.pending(caller, told, limit));
  }

  @Override
  public Streams streams() {
    return streams;
  }
}
