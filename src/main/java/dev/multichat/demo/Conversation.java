package dev.multichat.demo;

import dev.multichat.bus.BusClient;
import dev.multichat.bus.Subscription;
import dev.multichat.core.Caller;
import dev.multichat.core.Coordinator;
import dev.multichat.core.Draft;
import dev.multichat.core.Kind;
import dev.multichat.core.Message;
import dev.multichat.core.MultichatException;
import dev.multichat.core.Opening;
import dev.multichat.core.Receipt;
import dev.multichat.core.Session;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Four agents on one event bus. Nobody follows a script from outside: each says its part when its
 * handler receives what it answers, and the handler prints what it received.
 */
public final class Conversation {
  private static final int SECONDS = 30;

  /** What was said, with the receipts that were given for it. */
  public record Said(Session session, List<Utterance> utterances) {}

  /** One message as its sender gave it. */
  public record Utterance(String from, Draft draft, Receipt receipt) {}

  private final BusClient bus;
  private final Coordinator hub;
  private final Consumer<Heard> heard;
  private final List<Utterance> said = Collections.synchronizedList(new ArrayList<>());
  private final List<Subscription> subscriptions = new ArrayList<>();
  private final Set<String> farewells = Collections.synchronizedSet(new HashSet<>());
  private final Set<String> answers = Collections.synchronizedSet(new HashSet<>());
  private final Promise<Void> finished = Promise.promise();
  private volatile String session = "";

  /** What a handler received. */
  public record Heard(String by, Message message) {}

  public Conversation(Vertx vertx, Consumer<Heard> heard) {
    this.bus = new BusClient(vertx);
    this.hub = bus.coordinator();
    this.heard = heard;
  }

  /** Holds the conversation; fails when it does not come to its end within 30 seconds. */
  public Future<Said> hold() {
    return Future.all(
            Cast.ALL.stream().map(card -> hub.register(Caller.agent(card.id()), card)).toList())
        .compose(registered -> open())
        .compose(opened -> listen())
        .compose(listening -> say(Cast.PERSISTENCE, Script.statusUpdate()))
        .compose(begun -> finished.future().timeout(SECONDS, TimeUnit.SECONDS))
        .eventually(this::stopListening)
        .compose(done -> hub.session(Caller.agent(Cast.PERSISTENCE), session))
        .map(held -> new Said(held, List.copyOf(said)));
  }

  private Future<Session> open() {
    List<String> others = List.of(Cast.ARCHITECT, Cast.TESTER, Cast.DEPLOYER);
    Opening opening = new Opening(null, "Multichat session persistence", others, false);
    return hub.open(Caller.agent(Cast.PERSISTENCE), opening)
        .onSuccess(opened -> session = opened.id());
  }

  private Future<?> listen() {
    return Future.all(
        Cast.ALL.stream()
            .map(
                card ->
                    bus.receive(Caller.agent(card.id()), message -> take(card.id(), message))
                        .onSuccess(subscriptions::add))
            .toList());
  }

  private Future<?> stopListening() {
    return Future.join(subscriptions.stream().map(Subscription::end).toList());
  }

  /** Mail of other sessions is left where it is: a failed push stays in the inbox. */
  private Future<?> take(String me, Message message) {
    if (!message.session().equals(session)) {
      return Future.failedFuture("the demo takes only what belongs to its own session");
    }
    heard.accept(new Heard(me, message));
    return react(me, message).onFailure(finished::tryFail);
  }

  private Future<?> react(String me, Message message) {
    return switch (me) {
      case Cast.ARCHITECT -> architect(message);
      case Cast.TESTER -> tester(message);
      case Cast.DEPLOYER -> deployer(message);
      default -> persistence(message);
    };
  }

  private Future<?> architect(Message message) {
    if (message.opensExchange()) {
      return say(Cast.ARCHITECT, Script.proposal(message));
    }
    if (message.kind() == Kind.INFORM) {
      return say(Cast.ARCHITECT, Script.closing());
    }
    if (message.kind() == Kind.PROPOSE) {
      return say(Cast.ARCHITECT, Script.yielding(message)).compose(done -> answered(message));
    }
    return answered(message);
  }

  /** Once all three have answered, the architect has one more question. */
  private Future<?> answered(Message message) {
    answers.add(message.from() + ' ' + message.kind());
    boolean complete = answers.size() == 4;
    return complete ? say(Cast.ARCHITECT, Script.request()) : Future.succeededFuture();
  }

  private Future<?> persistence(Message message) {
    return message.kind() == Kind.PROPOSE
        ? say(Cast.PERSISTENCE, Script.acceptance(message))
        : farewell(Cast.PERSISTENCE, message);
  }

  private Future<?> tester(Message message) {
    return switch (message.kind()) {
      case PROPOSE -> say(Cast.TESTER, Script.testersAcceptance(message));
      case REQUEST -> say(Cast.TESTER, Script.faults(message));
      default -> farewell(Cast.TESTER, message);
    };
  }

  private Future<?> deployer(Message message) {
    return message.kind() == Kind.PROPOSE
        ? say(Cast.DEPLOYER, Script.refusal(message))
            .compose(refused -> say(Cast.DEPLOYER, Script.counterProposal(message)))
        : farewell(Cast.DEPLOYER, message);
  }

  /** The conversation is over when everybody else has heard the architect's last word. */
  private Future<?> farewell(String me, Message message) {
    boolean lastWord = message.opensExchange() && message.from().equals(Cast.ARCHITECT);
    if (lastWord) {
      farewells.add(me);
    }
    if (farewells.size() == Cast.ALL.size() - 1) {
      finished.tryComplete();
    }
    return Future.succeededFuture();
  }

  private Future<Receipt> say(String me, Draft draft) {
    Draft placed = draft.at(draft.id(), session, draft.inReplyTo());
    if (session.isEmpty()) {
      return Future.failedFuture(MultichatException.invalid("the session is not open yet"));
    }
    return hub.send(Caller.agent(me), placed)
        .onSuccess(receipt -> said.add(new Utterance(me, placed, receipt)));
  }
}
