package dev.multichat.gateway.ws;

import dev.multichat.core.Caller;
import dev.multichat.core.ErrorCode;
import dev.multichat.core.Handover;
import dev.multichat.core.MultichatException;
import dev.multichat.core.Sent;
import dev.multichat.core.Texts;
import dev.multichat.gateway.Door;
import dev.multichat.gateway.Problem;
import dev.multichat.gateway.ws.WebSocketWay.Setting;
import dev.multichat.wire.Drafts;
import dev.multichat.wire.Frame;
import dev.multichat.wire.Operations;
import dev.multichat.wire.Wire;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.WebSocketFrame;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** The requests on one connection, which are answered as they are done, in whatever order. */
final class Connection {
  private static final int MOST_IN_FLIGHT = 1024;
  private static final short REFUSED = 1008;

  private final Setting setting;
  private final Door.Credentials credentials;
  private final Line line;
  private final Pushes pushes;
  private final Assembly assembly;
  private final AtomicInteger flying = new AtomicInteger();

  Connection(Line line, Door.Credentials credentials, Setting setting) {
    this.setting = setting;
    this.credentials = credentials;
    this.line = line;
    this.pushes = new Pushes(line, setting.feeds());
    this.assembly = new Assembly(setting.messageBytes());
  }

  /** Something came; on the line's context. */
  void take(WebSocketFrame part) {
    line.alive();
    if (line.isEnding()) {
      return;
    }
    try {
      String text = assembly.take(part);
      if (text != null) {
        take(text);
      }
    } catch (Assembly.Broken broken) {
      line.end(broken.code(), String.valueOf(broken.getMessage()));
    }
  }

  private void take(String text) {
    Frame frame;
    try {
      frame = Frame.decode(text);
    } catch (MultichatException refusal) {
      line.refuse(Frame.idOf(text), refusal);
      return;
    }
    take(frame, text.length());
  }

  /** What it holds until it is answered counts as memory of the caller's. */
  private void take(Frame frame, int size) {
    try {
      line.take(size);
    } catch (MultichatException limited) {
      refuse(frame, limited);
      return;
    }
    boolean room = flying.incrementAndGet() <= MOST_IN_FLIGHT;
    (room ? called(frame) : Future.failedFuture(tooMany()))
        .compose(value -> reply(frame, value))
        .onComplete(
            done -> {
              flying.decrementAndGet();
              line.give(size);
            })
        .onFailure(failure -> refuse(frame, failure));
  }

  private Future<?> called(Frame frame) {
    try {
      Caller caller = caller(frame);
      return frame.operation().equals("send")
          ? setting.handover().send(caller, Drafts.of(caller, frame.body())).map(Sent::receipt)
          : called(caller, frame);
    } catch (RuntimeException refusal) {
      return Future.failedFuture(refusal);
    }
  }

  private Future<?> called(Caller caller, Frame frame) {
    Operations.Operation operation = setting.operations().get(frame.operation());
    if (operation != null) {
      return operation.apply(caller, Wire.object(frame.body()));
    }
    if (frame.operation().equals(Frame.END)) {
      return pushes.end(Wire.object(frame.body()));
    }
    if (setting.feeds().containsKey(frame.operation())) {
      return pushes.begin(caller, frame, () -> caller(frame));
    }
    throw MultichatException.invalid(
        "The operation '" + Texts.shown(frame.operation()) + "' is unknown; see docs/contract.md.");
  }

  /** As of now: the token may have been taken away since the connection began. */
  private Caller caller(Frame frame) {
    return setting
        .shared()
        .door()
        .caller(
            frame.as() == null
                ? credentials
                : new Door.Credentials(credentials.token(), frame.as()));
  }

  private Future<Void> reply(Frame frame, Object value) {
    return value instanceof Handover.Handed<?> handed
        ? here().compose(now -> handOver(frame, handed))
        : answer(frame, value);
  }

  /** Not waited for: the connection takes it when it can. */
  private Future<Void> answer(Frame frame, Object value) {
    Future<Void> written = line.write(Frame.answer(frame.id(), value));
    return written.failed() ? written : Future.succeededFuture();
  }

  private Future<Void> handOver(Frame frame, Handover.Handed<?> handed) {
    caller(frame);
    return line.write(Frame.answer(frame.id(), handed.value())).compose(taken -> handed.taken());
  }

  /** What was waited for comes on the thread of whoever brought it, which has other work. */
  private Future<Void> here() {
    Promise<Void> here = Promise.promise();
    line.home().runOnContext(here::complete);
    return here.future();
  }

  private void refuse(Frame frame, Throwable failure) {
    line.refuse(frame.id(), failure);
    if (failure instanceof MultichatException refusal
        && refusal.code() == ErrorCode.UNAUTHENTICATED) {
      line.end(REFUSED, String.valueOf(refusal.getMessage()));
    }
  }

  private static MultichatException tooMany() {
    return new MultichatException(
        ErrorCode.LIMITED,
        "More than "
            + MOST_IN_FLIGHT
            + " requests are in flight on this connection; await some answers first.",
        Map.of(Problem.RETRY_MS, "100"));
  }

  /** Looks whether it may go on and whether anybody is there. */
  void beat() {
    try {
      setting.shared().door().caller(credentials);
      line.beat();
    } catch (MultichatException refusal) {
      line.end(REFUSED, String.valueOf(refusal.getMessage()));
    }
  }

  void end(short code, String why) {
    line.end(code, why);
  }

  /** The connection is gone. */
  void stop() {
    pushes.stop();
    line.stop();
  }
}
