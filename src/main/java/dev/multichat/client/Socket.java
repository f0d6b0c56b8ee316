package dev.multichat.client;

import dev.multichat.core.Caller;
import dev.multichat.core.ErrorCode;
import dev.multichat.core.MultichatException;
import dev.multichat.wire.Frame;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** One WebSocket while it lives: what was asked on it, and the streams that it brings. */
final class Socket {
  private static final Duration TO_END = Duration.ofSeconds(30);

  private static final long PING_MS = 2000;

  private final Vertx vertx;
  private final WebSocket socket;
  private final Runnable whenLost;
  private final long pinging;
  private final AtomicLong ids = new AtomicLong();
  private final Map<Long, Promise<JsonObject>> asked = new ConcurrentHashMap<>();
  private final Map<Long, SocketFeed> feeds = new ConcurrentHashMap<>();
  private volatile boolean gone;

  /**
   * @param whenLost is told once when the connection is gone
   */
  Socket(Vertx vertx, WebSocket socket, Runnable whenLost) {
    this.vertx = vertx;
    this.socket = socket;
    this.whenLost = whenLost;
    socket.textMessageHandler(this::take);
    socket.closeHandler(closed -> lose());
    pinging = vertx.setPeriodic(PING_MS, tick -> ping());
  }

  /** A hub that is there says so at least; one that hangs is noticed by its silence. */
  private void ping() {
    if (!gone) {
      socket.writePing(Buffer.buffer());
    }
  }

  boolean isGone() {
    return gone;
  }

  Future<JsonObject> call(Caller caller, String operation, JsonObject body, Duration within) {
    return ask(ids.incrementAndGet(), caller, operation, body, within);
  }

  Future<Void> follow(
      Caller caller, String stream, JsonObject fields, Feed.Reader reader, Duration within) {
    long id = ids.incrementAndGet();
    feeds.put(id, new SocketFeed(reader, () -> end(id, caller)));
    return ask(id, caller, stream, fields, within)
        .<Void>mapEmpty()
        .onFailure(why -> feeds.remove(id));
  }

  private void end(long stream, Caller caller) {
    if (feeds.remove(stream) != null && !gone) {
      JsonObject body = new JsonObject().put(Frame.ID, stream);
      ask(ids.incrementAndGet(), caller, Frame.END, body, TO_END);
    }
  }

  private Future<JsonObject> ask(
      long id, Caller caller, String operation, JsonObject body, Duration within) {
    Promise<JsonObject> answer = Promise.promise();
    asked.put(id, answer);
    socket
        .writeTextMessage(Frame.request(id, operation, caller.agent(), body))
        .onFailure(unsent -> answer.tryFail(lost()));
    if (gone) {
      answer.tryFail(lost());
    }
    return answer
        .future()
        .timeout(within.toMillis(), TimeUnit.MILLISECONDS)
        .onComplete(done -> asked.remove(id));
  }

  private void take(String text) {
    JsonObject frame = new JsonObject(text);
    Long id = frame.getLong(Frame.ID);
    if (id == null) {
      socket.close();
    } else if (frame.containsKey(Frame.EVENT)) {
      event(id, frame);
    } else if (frame.containsKey(Frame.PROBLEM)) {
      refuse(id, frame.getJsonObject(Frame.PROBLEM));
    } else {
      answer(id, frame.getJsonObject(Frame.BODY));
    }
  }

  private void event(long id, JsonObject frame) {
    SocketFeed feed = feeds.get(id);
    if (feed != null) {
      feed.event(
          new Follower.Event(
              frame.getString(Frame.CURSOR),
              frame.getString(Frame.EVENT),
              frame.getJsonObject(Frame.DATA)));
    }
  }

  private void refuse(long id, JsonObject problem) {
    Promise<JsonObject> answer = asked.remove(id);
    SocketFeed feed = feeds.remove(id);
    if (answer != null) {
      answer.tryFail(Refusals.of(problem.getInteger("status"), problem));
    } else if (feed != null) {
      feed.event(new Follower.Event("", Feed.ERROR, problem));
    }
  }

  private void answer(long id, JsonObject body) {
    SocketFeed feed = feeds.get(id);
    if (feed != null) {
      feed.open();
    }
    Promise<JsonObject> answer = asked.remove(id);
    if (answer != null) {
      answer.tryComplete(body);
    }
  }

  private void lose() {
    vertx.cancelTimer(pinging);
    if (!gone) {
      whenLost.run();
    }
    gone = true;
    asked.values().forEach(answer -> answer.tryFail(lost()));
    feeds.values().forEach(SocketFeed::gone);
    feeds.clear();
  }

  private static MultichatException lost() {
    return new MultichatException(
        ErrorCode.UNAVAILABLE,
        "The connection to the hub was lost before it answered; ask again with the same id.");
  }
}
