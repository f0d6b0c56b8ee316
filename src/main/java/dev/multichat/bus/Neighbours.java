package dev.multichat.bus;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.LongConsumer;

/**
 * What the nodes of a cluster hint to each other; by itself a node says and hears nothing. Hints
 * may be lost, so whoever listens also looks by itself now and then.
 */
public final class Neighbours {
  private final EventBus events;
  private final boolean there;
  private final String node = UUID.randomUUID().toString();
  private final DeliveryOptions signed = new DeliveryOptions().addHeader(Addresses.NODE, node);
  private final List<MessageConsumer<?>> consumers = new CopyOnWriteArrayList<>();

  Neighbours(Vertx vertx) {
    events = vertx.eventBus();
    there = vertx.isClustered();
  }

  /** Whether there may be any. */
  public boolean mayBe() {
    return there;
  }

  /** This node committed something up to this position. */
  void committed(long upTo) {
    say(Addresses.NEWEST, upTo);
  }

  /** Hears up to which position another node committed. */
  public void onCommitted(LongConsumer listener) {
    this.<Long>hear(Addresses.NEWEST, (who, upTo) -> listener.accept(upTo));
  }

  /** Tokens changed in the store. */
  public void tokensChanged() {
    say(Addresses.TOKENS, "");
  }

  /** Hears that tokens changed in the store. */
  public void onTokensChanged(Runnable listener) {
    hear(Addresses.TOKENS, (who, nothing) -> listener.run());
  }

  /** This node gave up leases. */
  public void freed() {
    say(Addresses.FREED, "");
  }

  /** Hears that there are leases which may be taken. */
  public void onFreed(Runnable listener) {
    hear(Addresses.FREED, (who, nothing) -> listener.run());
  }

  /** How this node is. */
  public void tell(JsonObject state) {
    say(Addresses.STATE, state);
  }

  /** Hears how another node is, under an id that it has until it ends. */
  public void onTold(BiConsumer<String, JsonObject> listener) {
    hear(Addresses.STATE, listener);
  }

  private void say(String address, Object what) {
    if (there) {
      events.publish(address, what, signed);
    }
  }

  private <T> void hear(String address, BiConsumer<String, T> listener) {
    if (there) {
      consumers.add(
          events.<T>consumer(
              address,
              hint -> {
                String who = hint.headers().get(Addresses.NODE);
                if (who != null && !who.equals(node)) {
                  listener.accept(who, hint.body());
                }
              }));
    }
  }

  /** Listens to nobody any more. */
  Future<Void> close() {
    return Future.join(consumers.stream().map(MessageConsumer::unregister).toList()).mapEmpty();
  }
}
