package dev.multichat.bus;

import dev.multichat.core.Entry;
import dev.multichat.core.ErrorCode;
import dev.multichat.core.Message;
import dev.multichat.core.MultichatException;
import dev.multichat.core.Traceparent;
import dev.multichat.store.Outcome;
import dev.multichat.store.Write;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.MessageCodec;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The hub's own use of the event bus: writes to the recorder as requests, hints as publications,
 * and pushes to agents. Of the internal addresses only hints leave this node, to the others of its
 * cluster.
 */
public final class Bus {
  private static final Logger LOG = LoggerFactory.getLogger(Bus.class);
  private static final DeliveryOptions REQUEST =
      new DeliveryOptions()
          .setLocalOnly(true)
          .setCodecName(ByReference.NAME)
          .setSendTimeout(Duration.ofMinutes(2).toMillis());
  private static final DeliveryOptions SETTLED =
      new DeliveryOptions().setCodecName(SettledCodec.NAME);
  private static final DeliveryOptions HINT =
      new DeliveryOptions().setLocalOnly(true).setCodecName(ByReference.NAME);

  /** What became of a push. */
  public enum Push {
    TAKEN,
    FAILED,
    NOBODY
  }

  private final EventBus events;
  private final Neighbours neighbours;
  private final Set<String> warned = ConcurrentHashMap.newKeySet();
  private final List<MessageConsumer<?>> consumers = new CopyOnWriteArrayList<>();

  public Bus(Vertx vertx) {
    events = vertx.eventBus();
    neighbours = new Neighbours(vertx);
    registerOnce(events, new ByReference());
    registerOnce(events, new SettledCodec());
    registerPublic(events);
  }

  /** What is said to other nodes. */
  public Neighbours neighbours() {
    return neighbours;
  }

  /** What the public contract is spoken with, by the gateway and by the client. */
  static void registerPublic(EventBus events) {
    registerOnce(events, new AsJson());
    registerOnce(events, new RefusedCodec());
  }

  /** A codec stays registered as long as its Vertx, of which several hubs and clients may be. */
  private static void registerOnce(EventBus events, MessageCodec<?, ?> codec) {
    try {
      events.registerCodec(codec);
    } catch (IllegalStateException e) {
      if (!String.valueOf(e.getMessage()).contains("Already a codec registered")) {
        throw e;
      }
    }
  }

  /** Has the recorder write this; the outcome comes when it is durable. */
  public Future<Outcome> record(Write write) {
    return events
        .<Outcome>request(Addresses.RECORD, write, REQUEST)
        .map(io.vertx.core.eventbus.Message::body)
        .recover(failure -> Future.failedFuture(unrecorded(write, failure)))
        .compose(
            outcome ->
                outcome.refused() == null
                    ? Future.succeededFuture(outcome)
                    : Future.failedFuture(outcome.refused()));
  }

  private static MultichatException unrecorded(Write write, Throwable failure) {
    if (failure instanceof ReplyException reply
        && reply.failureType() == ReplyFailure.NO_HANDLERS) {
      return new MultichatException(
          ErrorCode.UNAVAILABLE, "The hub is stopping and takes no messages; try again later.");
    }
    Entry entry = write.entry();
    String id = entry != null && entry.message() != null ? entry.message().id() : "this change";
    return MultichatException.unknownOutcome(id, failure);
  }

  /** Serves the writes that {@link #record} asks for; each must be answered exactly once. */
  public MessageConsumer<Write> onRecord(Consumer<Writing> recorder) {
    return local(
        Addresses.RECORD, request -> recorder.accept(new Writing(request.body(), request)));
  }

  private <T> MessageConsumer<T> local(
      String address, Handler<io.vertx.core.eventbus.Message<T>> handler) {
    return kept(events.localConsumer(address, handler));
  }

  /** Hears what other nodes say, too. */
  private <T> MessageConsumer<T> wide(
      String address, Handler<io.vertx.core.eventbus.Message<T>> handler) {
    return kept(events.consumer(address, handler));
  }

  private <T> MessageConsumer<T> kept(MessageConsumer<T> consumer) {
    consumers.add(consumer);
    return consumer;
  }

  /** Listens to nothing any more. */
  public Future<Void> close() {
    return Future.join(consumers.stream().map(MessageConsumer::unregister).toList())
        .eventually(neighbours::close)
        .mapEmpty();
  }

  /** Hints that this node committed something, in whatever order others did. */
  public void recorded(Committed hint) {
    events.publish(Addresses.RECORDED, hint, HINT);
    neighbours.committed(hint.upTo());
  }

  public MessageConsumer<Committed> onRecorded(Consumer<Committed> listener) {
    return local(Addresses.RECORDED, hint -> listener.accept(hint.body()));
  }

  /** Hints that something was committed, whichever node did it: each entry once, in order. */
  public void publish(Committed hint) {
    events.publish(Addresses.COMMITTED, hint, HINT);
  }

  public MessageConsumer<Committed> onCommitted(Consumer<Committed> listener) {
    return local(Addresses.COMMITTED, hint -> listener.accept(hint.body()));
  }

  /** Hints to all nodes that an agent acknowledged by itself. */
  public void publish(Settled hint) {
    events.publish(Addresses.SETTLED, hint, SETTLED);
  }

  public MessageConsumer<Settled> onSettled(Consumer<Settled> listener) {
    return wide(Addresses.SETTLED, hint -> listener.accept(hint.body()));
  }

  /** Hints to all nodes that an agent may have a handler now, or something new in its inbox. */
  public void announce(String agent) {
    events.publish(Addresses.ANNOUNCED, agent);
  }

  public MessageConsumer<String> onAnnounced(Consumer<String> listener) {
    return wide(Addresses.ANNOUNCED, hint -> listener.accept(hint.body()));
  }

  /** Shows an entry to whoever watches its session on this node. */
  public void show(Entry entry) {
    if (entry.session() != null) {
      events.publish(
          Addresses.session(entry.session()),
          entry,
          new DeliveryOptions().setLocalOnly(true).setCodecName(AsJson.NAME));
    }
  }

  /** Pushes a message to the agent's handler and waits for its reply; never fails. */
  public Future<Push> push(String agent, Message message, Duration within) {
    DeliveryOptions options =
        new DeliveryOptions().setCodecName(AsJson.NAME).setSendTimeout(within.toMillis());
    if (message.traceparent() != null) {
      options.addHeader(Traceparent.HEADER, message.traceparent());
    }
    return events
        .request(Addresses.agent(agent), message, options)
        .map(reply -> taken(agent, reply.body()))
        .otherwise(Bus::why);
  }

  private Push taken(String agent, @Nullable Object body) {
    if (body instanceof JsonObject json && !json.isEmpty() && warned.add(agent)) {
      LOG.warn(
          "The handler of {} replied with a body, which only acknowledges; to answer, send a message"
              + " with 'inReplyTo'",
          agent);
    }
    return Push.TAKEN;
  }

  private static Push why(Throwable failure) {
    boolean nobody =
        failure instanceof ReplyException reply && reply.failureType() == ReplyFailure.NO_HANDLERS;
    return nobody ? Push.NOBODY : Push.FAILED;
  }

  /** A write that waits for its outcome. */
  public record Writing(Write write, Consumer<Outcome> answer) {
    Writing(Write write, io.vertx.core.eventbus.Message<Write> request) {
      this(write, (Outcome outcome) -> request.reply(outcome, HINT));
    }
  }
}
