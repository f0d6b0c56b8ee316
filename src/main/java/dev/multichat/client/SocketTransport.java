package dev.multichat.client;

import dev.multichat.core.Caller;
import dev.multichat.core.MultichatException;
import dev.multichat.wire.Endpoint;
import dev.multichat.wire.Frame;
import dev.multichat.wire.Transport;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Calls and streams of the public contract on one WebSocket. */
final class SocketTransport implements Transport, Feed.Source {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Three pings that nobody answered. */
  private static final int SILENCE_SECONDS = 6;

  private static final long TO_CONNECT_MS = 5000;

  private static final int MOST_BYTES = 128 * 1024 * 1024;

  private final Vertx vertx;
  private final Nodes nodes;
  private final WebSocketClient client;
  private @Nullable Future<Socket> connected;
  private boolean closed;

  SocketTransport(Vertx vertx, Nodes nodes) {
    this.vertx = vertx;
    this.nodes = nodes;
    HubAddress hub = nodes.current();
    WebSocketClientOptions options =
        new WebSocketClientOptions()
            .setReadIdleTimeout(SILENCE_SECONDS)
            .setIdleTimeoutUnit(TimeUnit.SECONDS)
            .setMaxFrameSize(MOST_BYTES)
            .setMaxMessageSize(MOST_BYTES);
    if (hub.certificate() != null) {
      options.setTrustOptions(hub.trust()).setVerifyHost(false);
    }
    client = vertx.createWebSocketClient(options);
  }

  private synchronized Future<Socket> socket() {
    if (closed) {
      return Future.failedFuture("The client is closed.");
    }
    Future<Socket> now = connected;
    if (now == null || now.failed() || (now.succeeded() && now.result().isGone())) {
      now = connect();
      connected = now;
    }
    return now;
  }

  private Future<Socket> connect() {
    return nodes.reach(this::connect);
  }

  private Future<Socket> connect(HubAddress hub) {
    return client
        .connect(
            new WebSocketConnectOptions()
                .setHost(hub.url().getHost())
                .setPort(hub.port())
                .setSsl(hub.tls())
                .setURI(Endpoint.SOCKET)
                .setTimeout(TO_CONNECT_MS)
                .putHeader(HttpHeaders.AUTHORIZATION, "Bearer " + hub.token()))
        .map(open -> new Socket(vertx, open, () -> nodes.leave(hub)))
        .recover(failure -> Future.failedFuture(refused(failure)));
  }

  private static Throwable refused(Throwable failure) {
    if (failure instanceof UpgradeRejectedException refusal && refusal.getBody() != null) {
      try {
        return Refusals.of(refusal.getStatus(), new JsonObject(refusal.getBody()));
      } catch (DecodeException | ClassCastException e) {
        return failure;
      }
    }
    return failure;
  }

  @Override
  public Future<JsonObject> call(Caller caller, String operation, JsonObject body, Duration wait) {
    return socket()
        .compose(socket -> socket.call(caller, operation, body, wait.plus(PATIENCE)))
        .recover(failure -> Future.failedFuture(told(failure)));
  }

  @Override
  public Future<Void> open(Following.Route route, String last, Feed.Reader reader) {
    JsonObject fields = route.fields().copy();
    if (!last.isEmpty()) {
      fields.remove("afterSeq");
      fields.put(Frame.CURSOR, last);
    }
    return socket()
        .compose(
            socket ->
                socket.follow(route.caller(), route.endpoint().id(), fields, reader, PATIENCE));
  }

  /** In words only: which hub is left is known where its connection is lost, or cannot be had. */
  @Override
  public MultichatException told(Throwable failure) {
    return nodes.current().told(failure);
  }

  Future<Void> close() {
    synchronized (this) {
      closed = true;
    }
    return client.close();
  }
}
