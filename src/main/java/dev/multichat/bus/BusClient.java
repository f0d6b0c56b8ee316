package dev.multichat.bus;

import dev.multichat.core.Caller;
import dev.multichat.core.Coordinator;
import dev.multichat.core.Entry;
import dev.multichat.core.Message;
import dev.multichat.wire.RemoteCoordinator;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The typed Java client of the public event-bus contract, for any program in the JVM. Safe for any
 * thread.
 */
public final class BusClient {
  private final BusCalls calls;
  private final Coordinator hub;

  public BusClient(Vertx vertx) {
    calls = new BusCalls(vertx);
    hub = new RemoteCoordinator(calls);
  }

  /** Everything that a caller can have done, over the event bus. */
  public Coordinator coordinator() {
    return hub;
  }

  /**
   * Takes the agent's messages: one at a time per session; the future that the handler returns
   * acknowledges the message when it succeeds and asks for another try when it fails. Whoever calls
   * this is announced to the hub, which then pushes what waits.
   */
  public Future<Subscription> receive(Caller agent, Function<Message, Future<?>> handler) {
    return calls
        .consume(agent.agent(), handler)
        .compose(
            taking ->
                hub.presence(agent, agent.agent())
                    .map(taking)
                    .recover(
                        refusal -> taking.end().transform(end -> Future.failedFuture(refusal))));
  }

  /** Shows everything that is recorded in a session from now on, at most once. */
  public Future<Subscription> watch(String session, Consumer<Entry> handler) {
    return calls.watch(session, handler);
  }
}
