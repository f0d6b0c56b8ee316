package dev.multichat.bus;

import dev.multichat.core.Access;
import dev.multichat.core.Caller;
import dev.multichat.core.Coordinator;
import dev.multichat.core.ErrorCode;
import dev.multichat.core.Handover;
import dev.multichat.core.MultichatException;
import dev.multichat.core.Names;
import dev.multichat.metrics.Meters;
import dev.multichat.wire.Operations;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The public event-bus contract: JSON in, JSON out, failures as ReplyException with the number of
 * the {@link ErrorCode}. The header {@code agent} names the caller and is trusted inside the JVM;
 * each node of a cluster serves its own.
 */
public final class BusGateway extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(BusGateway.class);
  private static final DeliveryOptions JSON = new DeliveryOptions().setCodecName(AsJson.NAME);
  private static final DeliveryOptions REFUSED =
      new DeliveryOptions().setCodecName(RefusedCodec.NAME);
  private static final DeliveryOptions AS_IT_IS = new DeliveryOptions();

  private static final long LOOK_MS = 5;
  private static final long PATIENCE_MS = 5000;

  private final AtomicInteger inFlight = new AtomicInteger();
  private final Operations operations;
  private final Meters meters;
  private final List<MessageConsumer<Object>> consumers = new ArrayList<>();

  public BusGateway(Coordinator hub, Handover handover, Meters meters) {
    this.meters = meters;
    this.operations = new Operations(hub, handover);
  }

  @Override
  public Future<?> start() {
    operations.byName().forEach(this::serve);
    return Future.join(consumers.stream().map(MessageConsumer::completion).toList());
  }

  /** Takes no requests any more, and gives those in flight a while to be answered. */
  @Override
  public Future<?> stop() {
    consumers.forEach(MessageConsumer::unregister);
    long began = System.nanoTime();
    Promise<Void> quiet = Promise.promise();
    vertx.setPeriodic(
        LOOK_MS,
        timer -> {
          long waited = (System.nanoTime() - began) / 1_000_000;
          if (inFlight.get() == 0 || waited > PATIENCE_MS) {
            vertx.cancelTimer(timer);
            quiet.complete();
          }
        });
    return quiet.future();
  }

  private void serve(String name, Operations.Operation operation) {
    consumers.add(
        vertx
            .eventBus()
            .localConsumer(Addresses.operation(name), request -> answer(request, operation)));
  }

  private void answer(Message<Object> request, Operations.Operation operation) {
    inFlight.incrementAndGet();
    Future<?> result;
    try {
      result = operation.apply(caller(request), Operations.body(request.body()));
    } catch (RuntimeException e) {
      result = Future.failedFuture(e);
    }
    result
        .compose(value -> reply(request, value))
        .recover(failure -> fail(request, failure))
        .onComplete(done -> inFlight.decrementAndGet());
  }

  private Future<Void> reply(Message<Object> request, Object value) {
    return value instanceof Handover.Handed<?> handed
        ? handOver(request, handed)
        : plainly(request, value);
  }

  private static Future<Void> plainly(Message<Object> request, Object value) {
    request.reply(value, form(value));
    return Future.succeededFuture();
  }

  /** On this verticle's own thread, so that what is taken is marked before the next call. */
  private Future<Void> handOver(Message<Object> request, Handover.Handed<?> handed) {
    Promise<Void> here = Promise.promise();
    context.runOnContext(here::complete);
    return here.future().compose(now -> write(request, handed));
  }

  /** A reply, but one that tells whether the requester still waits for it. */
  private Future<Void> write(Message<Object> request, Handover.Handed<?> handed) {
    String requester = request.replyAddress();
    if (requester == null) {
      return Future.succeededFuture();
    }
    Object value = handed.value();
    // Who does not wait any more is only reached by a plain reply, which tells nothing.
    return vertx
        .eventBus()
        .sender(requester, new DeliveryOptions(form(value)).setLocalOnly(true))
        .write(value)
        .transform(done -> done.succeeded() ? handed.taken() : plainly(request, value));
  }

  private static DeliveryOptions form(Object value) {
    return value instanceof JsonObject ? AS_IT_IS : JSON;
  }

  private Future<Void> fail(Message<Object> request, Throwable failure) {
    meters.refused(MultichatException.codeOf(failure));
    if (failure instanceof MultichatException refusal) {
      request.reply(Refused.of(refusal), REFUSED);
      return Future.succeededFuture();
    }
    String incident = UUID.randomUUID().toString();
    LOG.error("incident {} on {}", incident, request.address(), failure);
    request.fail(
        ErrorCode.INTERNAL.number(),
        "The hub failed; its log tells why under incident " + incident + ".");
    return Future.succeededFuture();
  }

  private static Caller caller(Message<Object> request) {
    String id = request.headers().get(Addresses.CALLER);
    if (id == null) {
      throw new MultichatException(
          ErrorCode.UNAUTHENTICATED, "The header 'agent' is missing; it names who calls.");
    }
    return id.equals(Names.OPERATOR)
        ? Caller.operator()
        : new Caller(Names.agent(id), Access.AGENT);
  }
}
