package dev.multichat.app;

import dev.multichat.client.HubSocket;
import dev.multichat.core.Caller;
import dev.multichat.core.Draft;
import dev.multichat.core.Kind;
import dev.multichat.core.Opening;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.stream.IntStream;

/** Sessions into which long messages come one after the other, and sessions where nothing comes. */
final class Flood {
  static final int BUSY = 20;
  static final int IDLE = 100;
  private static final int EVERY_MS = 20;
  private static final String BODY = "y".repeat(16 * 1024);

  private final Vertx vertx;
  private final HubSocket socket;
  private final Caller me;
  private long timer;
  private int turn;

  Flood(Vertx vertx, Agents agents) {
    this.vertx = vertx;
    Agents.Known sender = agents.enrolled("flood");
    agents.enrolled("sink");
    this.socket = agents.socket(sender);
    this.me = sender.caller();
  }

  static String busy(int index) {
    return "busy-" + index % BUSY;
  }

  static String idle(int index) {
    return "idle-" + index % IDLE;
  }

  Future<?> begin() {
    return Future.all(IntStream.range(0, IDLE).mapToObj(i -> open(idle(i))).toList())
        .compose(idle -> Future.all(IntStream.range(0, BUSY).mapToObj(i -> open(busy(i))).toList()))
        .onSuccess(opened -> timer = vertx.setPeriodic(EVERY_MS, tick -> send()));
  }

  private Future<?> open(String id) {
    return socket.coordinator().open(me, new Opening(id, id, List.of("sink"), false));
  }

  private void send() {
    Draft draft = Draft.of(Kind.INFORM, List.of("sink"), "", BODY);
    socket.coordinator().send(me, draft.at(null, busy(turn++), null));
  }

  void end() {
    vertx.cancelTimer(timer);
  }
}
