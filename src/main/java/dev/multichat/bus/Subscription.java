package dev.multichat.bus;

import io.vertx.core.Future;
import io.vertx.core.eventbus.MessageConsumer;

/** A handler that is registered until it is ended. */
public final class Subscription {
  private final MessageConsumer<?> consumer;

  Subscription(MessageConsumer<?> consumer) {
    this.consumer = consumer;
  }

  /** Takes nothing any more; what is in flight may still be answered. */
  public Future<Void> end() {
    return consumer.unregister();
  }
}
