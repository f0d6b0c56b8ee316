package dev.multichat.bus;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import io.vertx.core.json.JsonObject;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Handlers of agents that are not in this JVM, registered by the gateway that reaches them. */
public final class RemoteHandlers {
  private final EventBus events;

  /** A message that waits for its handler; to be answered once, later answers count for nothing. */
  public static final class Push {
    private final Message<JsonObject> message;

    Push(Message<JsonObject> message) {
      this.message = message;
    }

    /** The Message of the contract. */
    public JsonObject body() {
      return message.body();
    }

    /** The handler took it. */
    public void taken(@Nullable Object reply) {
      message.reply(reply);
    }

    /** The handler was not there to take it, which is no failure of its own. */
    public void missed() {
      message.reply(new ReplyException(ReplyFailure.NO_HANDLERS, "The handler is not there."));
    }
  }

  public RemoteHandlers(Vertx vertx) {
    events = vertx.eventBus();
  }

  /** Takes an agent's messages on the caller's context; completes when the hub can reach it. */
  public Future<Subscription> receive(String agent, Consumer<Push> handler) {
    MessageConsumer<JsonObject> consumer = events.consumer(Addresses.agent(agent));
    consumer.handler(message -> handler.accept(new Push(message)));
    return consumer.completion().map(new Subscription(consumer));
  }
}
