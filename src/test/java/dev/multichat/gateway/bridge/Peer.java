package dev.multichat.gateway.bridge;

import static dev.multichat.store.contract.Trial.await;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A client of the bridge that says what it is told to say, as a raw WebSocket or by SockJS. */
final class Peer implements AutoCloseable {
  static final String RAW = "/eventbus/websocket";
  static final String SOCKJS = "/eventbus/042/abcdefgh/websocket";

  private final WebSocketClient client;
  private final boolean sockjs;
  private final Map<String, Promise<JsonObject>> asked = new ConcurrentHashMap<>();
  final List<JsonObject> heard = new CopyOnWriteArrayList<>();
  final List<String> texts = new CopyOnWriteArrayList<>();
  final Promise<String> closed = Promise.promise();
  WebSocket socket;

  private Peer(WebSocketClient client, boolean sockjs) {
    this.client = client;
    this.sockjs = sockjs;
  }

  /** A connection with these headers, name and value in turns. */
  static Future<Peer> connecting(Vertx vertx, int port, String uri, String... headers) {
    WebSocketClient client =
        vertx.createWebSocketClient(
            new WebSocketClientOptions()
                .setMaxFrameSize(1 << 23)
                .setMaxMessageSize(1 << 23)
                .setClosingTimeout(1));
    WebSocketConnectOptions options =
        new WebSocketConnectOptions().setHost("127.0.0.1").setPort(port).setURI(uri);
    for (int i = 0; i < headers.length; i += 2) {
      options.addHeader(headers[i], headers[i + 1]);
    }
    options.setAllowOriginHeader(List.of(headers).contains("Origin"));
    Peer peer = new Peer(client, uri.equals(SOCKJS));
    return client.connect(options).map(peer::opened);
  }

  /** The status with which a connection is refused; 101 when it is not. */
  static int status(Vertx vertx, int port, String uri, String... headers) {
    return await(
        connecting(vertx, port, uri, headers)
            .map(
                peer -> {
                  peer.close();
                  return 101;
                })
            .recover(
                why ->
                    why instanceof UpgradeRejectedException refusal
                        ? Future.succeededFuture(refusal.getStatus())
                        : Future.failedFuture(why)));
  }

  private Peer opened(WebSocket opened) {
    socket = opened;
    opened
        .textMessageHandler(this::text)
        .closeHandler(
            done -> closed.tryComplete(opened.closeStatusCode() + " " + opened.closeReason()));
    return this;
  }

  private void text(String text) {
    texts.add(text);
    if (!sockjs) {
      hear(new JsonObject(text));
    } else if (text.startsWith("a")) {
      new JsonArray(text.substring(1)).forEach(frame -> hear(new JsonObject((String) frame)));
    }
  }

  private void hear(JsonObject frame) {
    Promise<JsonObject> waits = asked.remove(String.valueOf(frame.getString("address")));
    if (waits == null) {
      heard.add(frame);
    } else {
      waits.complete(frame);
    }
  }

  /** A frame, its headers being name and value in turns. */
  static JsonObject frame(String type, String address, String... headers) {
    JsonObject all = new JsonObject();
    for (int i = 0; i < headers.length; i += 2) {
      all.put(headers[i], headers[i + 1]);
    }
    return new JsonObject().put("type", type).put("address", address).put("headers", all);
  }

  Peer say(JsonObject frame) {
    String text = frame.encode();
    return write(sockjs ? new JsonArray().add(text).encode() : text);
  }

  Peer write(String text) {
    await(socket.writeTextMessage(text));
    return this;
  }

  /** What comes back to the frame's own reply address. */
  Future<JsonObject> asking(JsonObject frame) {
    String reply = UUID.randomUUID().toString();
    Promise<JsonObject> promise = Promise.promise();
    asked.put(reply, promise);
    say(frame.put("replyAddress", reply));
    return promise.future();
  }

  /** The frame that answers a call. */
  JsonObject call(String operation, JsonObject body, String... headers) {
    return await(asking(frame("send", "multichat." + operation, headers).put("body", body)));
  }

  /** Its failure code; 0 when it was done. */
  int refusal(String operation, JsonObject body, String... headers) {
    return call(operation, body, headers).getInteger("failureCode", 0);
  }

  Peer register(String address, String... headers) {
    return say(frame("register", address, headers));
  }

  /** The bodies that came for the handler at this address. */
  List<JsonObject> at(String address) {
    return heard.stream()
        .filter(frame -> frame.getString("type").equals("rec"))
        .filter(frame -> frame.getString("address").equals(address))
        .toList();
  }

  /** The failures that no reply address told of. */
  List<Integer> failures() {
    return heard.stream()
        .filter(frame -> frame.getString("type").equals("err"))
        .map(frame -> frame.getInteger("failureCode"))
        .toList();
  }

  @Override
  public void close() {
    socket.close();
    client.close();
  }
}
