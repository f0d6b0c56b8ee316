package dev.multichat.demo;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.multichat.client.Follower;
import dev.multichat.client.HubSocket;
import dev.multichat.core.Caller;
import dev.multichat.core.Draft;
import dev.multichat.core.ErrorCode;
import dev.multichat.core.Kind;
import dev.multichat.core.MultichatException;
import dev.multichat.core.Opening;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Two agents that ask and answer each other, each at a hub of its own, until so many questions were
 * answered. What fails since a hub went is done again with the same id, as clients should.
 */
public final class Rally {
  private static final Set<ErrorCode> PASSING =
      Set.of(ErrorCode.UNAVAILABLE, ErrorCode.TIMEOUT, ErrorCode.LIMITED);
  private static final long PAUSE_MS = 100;

  private final Vertx vertx;
  private final String session;
  private final Speaker asking;
  private final Speaker answering;
  private final Ledger ledger = new Ledger();
  private final Promise<Ledger> done = Promise.promise();
  private int rounds;
  private int answered;
  private IntConsumer told = round -> {};

  /** An agent, and the way to its hub. */
  public record Speaker(Caller caller, HubSocket socket) {}

  public Rally(Vertx vertx, String session, Speaker asking, Speaker answering) {
    this.vertx = vertx;
    this.session = session;
    this.asking = asking;
    this.answering = answering;
  }

  /**
   * Holds it.
   *
   * @param each is told the number of each question that was answered
   */
  public Future<Ledger> hold(int questions, IntConsumer each) {
    rounds = questions;
    told = each;
    Opening opening = new Opening(session, "A rally", List.of(answering.caller().agent()), false);
    persistently(() -> asking.socket().coordinator().open(asking.caller(), opening))
        .onSuccess(
            open -> {
              follow(answering, this::asked);
              follow(asking, this::answer);
              say(asking, answering, Kind.REQUEST, "Question 1", null);
            })
        .onFailure(done::tryFail);
    return done.future();
  }

  private interface Heard {
    void of(String id, String subject);
  }

  private void follow(Speaker speaker, Heard heard) {
    Follower follower = event -> take(speaker, event, heard);
    speaker.socket().followInbox(speaker.caller(), null, follower).ended().onFailure(done::tryFail);
  }

  private Future<Void> take(Speaker speaker, Follower.Event event, Heard heard) {
    String id = event.data().getString("id");
    if (ledger.show(id)) {
      heard.of(id, event.data().getString("subject"));
    }
    return persistently(
            () -> speaker.socket().coordinator().acknowledge(speaker.caller(), List.of(id)))
        .mapEmpty();
  }

  private void asked(String id, String subject) {
    say(answering, asking, Kind.INFORM, "Answer to " + subject, id);
  }

  private synchronized void answer(String id, String subject) {
    told.accept(++answered);
    if (answered < rounds) {
      say(asking, answering, Kind.REQUEST, "Question " + (answered + 1), null);
    }
    finishIfAll();
  }

  private void say(Speaker from, Speaker to, Kind kind, String subject, @Nullable String answered) {
    Draft draft =
        Draft.of(kind, List.of(to.caller().agent()), subject, subject + ".")
            .at(UuidCreator.getTimeOrderedEpoch().toString(), session, answered);
    persistently(() -> from.socket().coordinator().send(from.caller(), draft))
        .onSuccess(
            receipt -> {
              ledger.confirm(receipt);
              finishIfAll();
            })
        .onFailure(done::tryFail);
  }

  /** A question and its answer for each round. */
  private synchronized void finishIfAll() {
    if (answered == rounds && ledger.confirmed() == 2 * rounds) {
      done.tryComplete(ledger);
    }
  }

  private <T> Future<T> persistently(Supplier<Future<T>> attempt) {
    return attempt
        .get()
        .recover(
            failure ->
                failure instanceof MultichatException refusal
                        && PASSING.contains(refusal.code())
                        && !done.future().isComplete()
                    ? vertx.timer(PAUSE_MS).compose(over -> persistently(attempt))
                    : Future.failedFuture(failure));
  }
}
