package dev.multichat.bus;

import dev.multichat.core.Caller;
import dev.multichat.core.Entry;
import dev.multichat.core.ErrorCode;
import dev.multichat.core.Message;
import dev.multichat.core.MultichatException;
import dev.multichat.wire.Transport;
import dev.multichat.wire.Wire;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/** Calls of the public contract as the client makes them. */
final class BusCalls implements Transport {
  /** How much longer than the waiting itself an answer may take. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final EventBus events;

  BusCalls(Vertx vertx) {
    events = vertx.eventBus();
    Bus.registerPublic(events);
  }

  @Override
  public Future<JsonObject> call(Caller caller, String operation, JsonObject body, Duration wait) {
    DeliveryOptions options =
        new DeliveryOptions()
            .setLocalOnly(true)
            .addHeader(Addresses.CALLER, caller.agent())
            .setSendTimeout(wait.plus(PATIENCE).toMillis());
    return events
        .<JsonObject>request(Addresses.operation(operation), body, options)
        .map(io.vertx.core.eventbus.Message::body)
        .recover(failure -> Future.failedFuture(translated(failure)));
  }

  Future<Subscription> consume(String agent, Function<Message, Future<?>> handler) {
    MessageConsumer<JsonObject> consumer = events.consumer(Addresses.agent(agent));
    consumer.handler(push -> take(push, handler));
    return consumer.completion().map(new Subscription(consumer));
  }

  private static void take(
      io.vertx.core.eventbus.Message<JsonObject> push, Function<Message, Future<?>> handler) {
    Future.succeededFuture()
        .compose(start -> handler.apply(Wire.decode(push.body(), Message.class)))
        .onComplete(
            done -> push.reply(null),
            failure -> push.fail(ErrorCode.INTERNAL.number(), String.valueOf(failure)));
  }

  Future<Subscription> watch(String session, Consumer<Entry> handler) {
    MessageConsumer<JsonObject> consumer = events.localConsumer(Addresses.session(session));
    consumer.handler(shown -> handler.accept(Wire.decode(shown.body(), Entry.class)));
    return consumer.completion().map(new Subscription(consumer));
  }

  private static MultichatException translated(Throwable failure) {
    if (!(failure instanceof ReplyException reply)) {
      return new MultichatException(ErrorCode.INTERNAL, "The call failed.", failure);
    }
    String why = String.valueOf(reply.getMessage());
    return switch (reply.failureType()) {
      case NO_HANDLERS ->
          new MultichatException(
              ErrorCode.UNAVAILABLE, "No hub serves this event bus; start one and try again.");
      case TIMEOUT ->
          new MultichatException(
              ErrorCode.TIMEOUT, "The hub gave no answer in time; ask again with the same id.");
      case RECIPIENT_FAILURE ->
          new MultichatException(ErrorCode.of(reply.failureCode()), why, details(reply));
      case ERROR -> new MultichatException(ErrorCode.INTERNAL, why);
    };
  }

  private static Map<String, String> details(ReplyException reply) {
    return reply instanceof Refused refused ? refused.details() : Map.of();
  }
}
