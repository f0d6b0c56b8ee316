package dev.multichat.gateway.bridge;

import dev.multichat.bus.RemoteHandlers;
import dev.multichat.bus.Subscription;
import dev.multichat.core.Caller;
import dev.multichat.core.Names;
import io.vertx.core.Future;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A handler on the caller's own inbox address: one message in flight for each session. */
final class Inbox implements Handling {
  private final Means means;
  private final Caller caller;
  private final String address;
  private final Line line;
  private final Pushes pushes;
  private final BooleanSupplier admitted;
  private @Nullable Subscription subscription;
  private boolean over;

  /**
   * @param admitted whether the caller is still let in, asked before each message
   */
  Inbox(Means means, Caller caller, Line line, Pushes pushes, BooleanSupplier admitted) {
    this.means = means;
    this.caller = caller;
    this.address = Address.inbox(caller);
    this.line = line;
    this.pushes = pushes;
    this.admitted = admitted;
  }

  /** The hub is told, and pushes what waits. */
  @Override
  public Future<?> begin() {
    return line.here(means.handlers().receive(caller.agent(), this::push)).compose(this::announce);
  }

  private Future<?> announce(Subscription begun) {
    subscription = begun;
    if (over) {
      return begun.end();
    }
    String card = Names.isHubs(caller.agent()) ? null : caller.agent();
    return line.here(means.hub().presence(caller, card)).onFailure(refused -> end());
  }

  /** What cannot be written now is left to the hub, which keeps it and comes again. */
  private void push(RemoteHandlers.Push push) {
    if (over || !line.isFree() || !admitted.getAsBoolean()) {
      push.missed();
      return;
    }
    line.write(Frame.received(address, push.body().encode(), pushes.add(push, address)));
  }

  @Override
  public void end() {
    over = true;
    pushes.missed(address);
    if (subscription != null) {
      subscription.end();
    }
  }
}
