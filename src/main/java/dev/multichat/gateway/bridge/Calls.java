package dev.multichat.gateway.bridge;

import dev.multichat.core.Caller;
import dev.multichat.core.ErrorCode;
import dev.multichat.core.Handover;
import dev.multichat.core.MultichatException;
import dev.multichat.gateway.Budget;
import dev.multichat.wire.Operations;
import dev.multichat.wire.Wire;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** The operations that one connection asks for: decode, call, encode. Used on one event loop. */
final class Calls {
  private static final int MOST = 1000;

  private final Map<String, Operations.Operation> operations;
  private final Budget budget;
  private final Line line;
  private final BooleanSupplier admitted;
  private int underWay;

  /**
   * @param admitted whether the caller is still let in, asked before each answer
   */
  Calls(
      Map<String, Operations.Operation> operations,
      Budget budget,
      Line line,
      BooleanSupplier admitted) {
    this.operations = operations;
    this.budget = budget;
    this.line = line;
    this.admitted = admitted;
  }

  /** Has it done once this is complete; FORBIDDEN, or LIMITED, when it is not even tried. */
  void call(Frame frame, Caller caller, Future<?> after) {
    Operations.Operation operation = operations.get(Address.operation(frame.address()));
    if (operation == null) {
      throw MultichatException.forbidden(
          "Nothing may be sent there; operations are at multichat.<name>, as docs/contract.md has"
              + " them. What was pushed is answered at its replyAddress in time, or by"
              + " multichat.acknowledge.");
    }
    if (underWay >= MOST) {
      throw new MultichatException(
          ErrorCode.LIMITED,
          "This connection has " + MOST + " calls under way; wait for an answer.",
          Map.of("retryAfterMs", "1000"));
    }
    budget.take(caller.agent(), frame.length());
    underWay++;
    line.here(after.compose(now -> operation.apply(caller, Operations.body(frame.body()))))
        .onComplete(
            done -> {
              underWay--;
              budget.give(caller.agent(), frame.length());
            })
        .compose(value -> answer(frame, caller, value))
        .onFailure(why -> line.refuse(frame.hearsAt(), why, frame.toString()));
  }

  /** Who does not wait for the answer did not take it. */
  private Future<Void> answer(Frame frame, Caller caller, Object value) {
    if (!admitted.getAsBoolean() || frame.replyAddress() == null) {
      return Future.succeededFuture();
    }
    return value instanceof Handover.Handed<?> handed
        ? write(frame.replyAddress(), caller, handed.value()).compose(written -> handed.taken())
        : write(frame.replyAddress(), caller, value);
  }

  /** What the connection has not taken yet counts as memory of the caller's. */
  private Future<Void> write(String replyAddress, Caller caller, Object value) {
    String body = value instanceof JsonObject json ? json.encode() : Wire.text(value);
    budget.take(caller.agent(), body.length());
    return line.write(Frame.received(replyAddress, body, null))
        .onComplete(done -> budget.give(caller.agent(), body.length()));
  }
}
