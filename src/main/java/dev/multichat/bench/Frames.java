package dev.multichat.bench;

import dev.multichat.core.Caller;
import dev.multichat.core.Draft;
import dev.multichat.wire.Endpoint;
import dev.multichat.wire.Frame;
import dev.multichat.wire.Wire;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * One WebSocket, as lean as a load generator should be: of what comes it reads to whom it belongs,
 * but does not take it apart.
 */
final class Frames {
  private static final String ID = "{\"id\":";
  private static final String EVENT = ",\"event\":";
  private static final String PROBLEM = ",\"problem\":";
  private static final String MESSAGE = "\"data\":{\"id\":\"";
  private static final int UUID_CHARS = 36;

  /** Held, since Vert.x closes a client that nobody holds any more. */
  private final WebSocketClient client;

  private final WebSocket socket;
  private final Map<Long, Promise<Void>> asked = new ConcurrentHashMap<>();
  private final AtomicLong ids = new AtomicLong();
  private final Consumer<String> shown;

  private Frames(WebSocketClient client, WebSocket socket, Consumer<String> shown) {
    this.client = client;
    this.socket = socket;
    this.shown = shown;
    socket.textMessageHandler(this::take);
    socket.closeHandler(closed -> lost());
  }

  /**
   * Connects.
   *
   * @param shown is told the id of each message that a stream brings
   */
  static Future<Frames> open(Vertx vertx, Bed.Door door, Consumer<String> shown) {
    WebSocketConnectOptions options =
        new WebSocketConnectOptions()
            .setHost(door.url().getHost())
            .setPort(door.url().getPort())
            .setURI(Endpoint.SOCKET)
            .putHeader(HttpHeaders.AUTHORIZATION, "Bearer " + door.token());
    WebSocketClient client = vertx.createWebSocketClient();
    return client.connect(options).map(socket -> new Frames(client, socket, shown));
  }

  Future<?> send(Caller caller, Draft draft) {
    return ask(caller, "send", Wire.text(draft));
  }

  /** Follows the inbox of an agent. */
  Future<?> follow(Caller caller) {
    return ask(caller, "inboxStream", "{}");
  }

  private Future<Void> ask(Caller caller, String operation, String body) {
    long id = ids.incrementAndGet();
    Promise<Void> answer = Promise.promise();
    asked.put(id, answer);
    socket.writeTextMessage(Frame.request(id, operation, caller.agent(), body));
    return answer.future();
  }

  private void lost() {
    String why = "The hub closed the WebSocket: " + socket.closeReason();
    asked.values().forEach(answer -> answer.tryFail(why));
  }

  private void take(String text) {
    int behind = text.indexOf(',');
    if (text.startsWith(EVENT, behind)) {
      int begin = text.indexOf(MESSAGE) + MESSAGE.length();
      shown.accept(text.substring(begin, begin + UUID_CHARS));
    } else {
      answered(Long.parseLong(text.substring(ID.length(), behind)), text, behind);
    }
  }

  private void answered(long id, String text, int behind) {
    Promise<Void> answer = asked.remove(id);
    if (answer != null && text.startsWith(PROBLEM, behind)) {
      answer.tryFail(text);
    } else if (answer != null) {
      answer.tryComplete();
    }
  }

  Future<Void> close() {
    return client.close();
  }
}
