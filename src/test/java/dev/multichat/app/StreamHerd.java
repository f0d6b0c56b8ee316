package dev.multichat.app;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.streams.ReadStream;
import java.net.URI;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/**
 * Ten thousand streams of one operator. Nine tenths are read and have little to show; the others
 * have much to show, are never read, and come again after they should have been cut.
 */
final class StreamHerd {
  static final int STREAMS = 10_000;
  private static final int READ = 8_400;
  private static final int READ_SOCKETS = 200;
  private static final int READ_ON_EACH = 2;
  private static final int READ_BRIDGES = 200;
  private static final int STUCK = 600;
  private static final int STUCK_SOCKETS = 40;
  private static final int STUCK_ON_EACH = 10;

  private static final int AT_ONCE = 50;
  private static final int SMALL_BYTES = 4096;
  private static final int STUCK_MS = 17_000;
  private static final int STUCK_SOCKET_MS = 12_000;
  private static final int PAUSE_MS = 500;

  private final Vertx vertx;
  private final URI url;
  private final String token;
  private final NetClient reading;
  private final NetClient stuck;
  private final WebSocketClient sockets;
  private final WebSocketClient stuckSockets;
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicInteger lost = new AtomicInteger();
  private final AtomicInteger again = new AtomicInteger();
  private final Reasons refusals = new Reasons();
  private volatile boolean closed;

  StreamHerd(Vertx vertx, URI url, String token) {
    this.vertx = vertx;
    this.url = url;
    this.token = token;
    reading = vertx.createNetClient();
    stuck = vertx.createNetClient(new NetClientOptions().setReceiveBufferSize(SMALL_BYTES));
    sockets = vertx.createWebSocketClient(options());
    WebSocketClientOptions small = options();
    small.setReceiveBufferSize(SMALL_BYTES);
    stuckSockets = vertx.createWebSocketClient(small);
  }

  private static WebSocketClientOptions options() {
    return new WebSocketClientOptions().setMaxConnections(STREAMS);
  }

  /** Opens all of them, some at a time. */
  Future<?> open() {
    return all(READ, this::read)
        .compose(done -> all(READ_SOCKETS, this::readSocket))
        .compose(done -> all(READ_BRIDGES, this::readBridge))
        .compose(done -> all(STUCK, this::stick))
        .compose(done -> all(STUCK_SOCKETS, this::stickSocket));
  }

  private Future<Void> all(int count, IntFunction<Future<?>> one) {
    Future<?>[] lanes = new Future<?>[AT_ONCE];
    for (int lane = 0; lane < AT_ONCE; lane++) {
      lanes[lane] = lane(lane, count, one);
    }
    return Future.all(List.of(lanes)).mapEmpty();
  }

  private Future<Void> lane(int index, int count, IntFunction<Future<?>> one) {
    return index >= count
        ? Future.succeededFuture()
        : one.apply(index).compose(open -> lane(index + AT_ONCE, count, one));
  }

  private Future<?> read(int index) {
    return stream(reading, Flood.idle(index))
        .onSuccess(socket -> socket.closeHandler(gone -> lose()));
  }

  /** A connection whose stream has begun. */
  private Future<NetSocket> stream(NetClient client, String session) {
    return client
        .connect(url.getPort(), url.getHost())
        .compose(
            socket -> {
              Promise<NetSocket> begun = Promise.promise();
              socket.handler(part -> take(socket, part, begun));
              socket.closeHandler(gone -> begun.tryFail("It was closed before it began."));
              socket.write(
                  "GET /v1/sessions/"
                      + session
                      + "/stream HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer "
                      + token
                      + "\r\n\r\n");
              return begun.future();
            });
  }

  private void take(NetSocket socket, Buffer part, Promise<NetSocket> begun) {
    bytes.addAndGet(part.length());
    if (!begun.future().isComplete()) {
      String head = part.toString();
      if (head.startsWith("HTTP/1.1 200 ")) {
        begun.tryComplete(socket);
      } else {
        begun.tryFail(head);
      }
    }
  }

  private void lose() {
    if (!closed) {
      lost.incrementAndGet();
    }
  }

  private Future<WebSocket> connect(WebSocketClient client, String uri) {
    return client.connect(
        new WebSocketConnectOptions()
            .setHost(url.getHost())
            .setPort(url.getPort())
            .setURI(uri)
            .putHeader(HttpHeaders.AUTHORIZATION, "Bearer " + token));
  }

  private Future<?> readSocket(int index) {
    return connect(sockets, "/v1/ws")
        .compose(
            socket -> {
              socket.textMessageHandler(text -> bytes.addAndGet(text.length()));
              socket.closeHandler(gone -> lose());
              return follow(socket, READ_ON_EACH, Flood.idle(index));
            });
  }

  private static Future<?> follow(WebSocket socket, int streams, String session) {
    Future<Void> written = Future.succeededFuture();
    for (int id = 1; id <= streams; id++) {
      JsonObject body = new JsonObject().put("session", session);
      JsonObject frame =
          new JsonObject().put("id", id).put("op", "sessionStream").put("body", body);
      written = socket.writeTextMessage(frame.encode());
    }
    return written;
  }

  private Future<?> readBridge(int index) {
    JsonObject frame =
        new JsonObject()
            .put("type", "register")
            .put("address", "multichat.session." + Flood.idle(index));
    return connect(sockets, "/eventbus/websocket")
        .compose(
            socket -> {
              socket.textMessageHandler(text -> bytes.addAndGet(text.length()));
              socket.closeHandler(gone -> lose());
              return socket.writeTextMessage(frame.encode());
            });
  }

  /** Not all of them end at the same moment. */
  private static int stuck(int millis) {
    return millis + ThreadLocalRandom.current().nextInt(millis / 3);
  }

  private Future<?> stick(int index) {
    return stream(stuck, Flood.busy(index))
        .onSuccess(
            socket -> {
              socket.pause();
              vertx.setTimer(
                  stuck(STUCK_MS), over -> comeAgain(socket, socket::close, () -> stick(index)));
            });
  }

  private Future<?> stickSocket(int index) {
    return connect(stuckSockets, "/v1/ws")
        .compose(
            socket -> {
              socket.pause();
              vertx.setTimer(
                  stuck(STUCK_SOCKET_MS),
                  over -> comeAgain(socket, socket::close, () -> stickSocket(index)));
              return follow(socket, STUCK_ON_EACH, Flood.busy(index));
            });
  }

  /** What came and was not read is let go by reading it: Vert.x would keep the memory. */
  private void comeAgain(ReadStream<?> socket, Supplier<Future<?>> end, Supplier<Future<?>> begin) {
    end.get();
    socket.resume();
    if (!closed) {
      again.incrementAndGet();
      vertx.setTimer(stuck(PAUSE_MS), go -> retried(begin));
    }
  }

  private void retried(Supplier<Future<?>> begin) {
    begin
        .get()
        .onFailure(
            refused -> {
              refusals.count(refused);
              vertx.setTimer(stuck(PAUSE_MS), go -> retried(begin));
            });
  }

  /** Connections that are read and were ended by the daemon all the same. */
  int lost() {
    return lost.get();
  }

  /** How often those that are not read came again, and why some could not at once. */
  String told() {
    return "came again " + again + " times, read " + bytes + " bytes, refused " + refusals;
  }

  void close() {
    closed = true;
  }
}
