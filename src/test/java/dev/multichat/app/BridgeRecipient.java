package dev.multichat.app;

import dev.multichat.core.Message;
import dev.multichat.wire.Wire;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;

/**
 * Takes an agent's messages over the event-bus bridge, and connects again whenever the connection
 * was lost. It acknowledges by turns with its reply, which nothing answers, and with a call.
 */
final class BridgeRecipient implements AutoCloseable {
  private static final long PAUSE_MS = 200;
  private static final String ANSWER = "acknowledged ";

  private final Vertx vertx;
  private final WebSocketClient client;
  private final WebSocketConnectOptions where;
  private final String address;
  private final ShownLedger ledger;
  private volatile boolean closed;

  BridgeRecipient(Vertx vertx, URI url, Agents.Known agent, ShownLedger ledger) {
    this.vertx = vertx;
    this.client = vertx.createWebSocketClient();
    this.where =
        new WebSocketConnectOptions()
            .setHost(url.getHost())
            .setPort(url.getPort())
            .setURI("/eventbus/websocket")
            .putHeader(HttpHeaders.AUTHORIZATION, "Bearer " + agent.token());
    this.address = "multichat.agent." + agent.caller().agent();
    this.ledger = ledger;
  }

  BridgeRecipient begun() {
    if (!closed) {
      client.connect(where).onSuccess(this::register).onFailure(lost -> later());
    }
    return this;
  }

  private void later() {
    vertx.setTimer(PAUSE_MS, again -> begun());
  }

  private void register(WebSocket socket) {
    socket.textMessageHandler(text -> take(socket, new JsonObject(text)));
    socket.closeHandler(lost -> later());
    socket.writeTextMessage(frame("register", address).encode());
  }

  private void take(WebSocket socket, JsonObject frame) {
    String to = frame.getString("address", "");
    if (!frame.getString("type").equals("rec")) {
      ledger.trouble("The bridge refused: " + frame.encode());
    } else if (to.startsWith(ANSWER)) {
      ledger.answered(to.substring(ANSWER.length()));
    } else {
      Message message = Wire.decode(frame.getJsonObject("body"), Message.class);
      ledger.shown(message);
      socket.writeTextMessage(acknowledgement(message, frame.getString("replyAddress")).encode());
    }
  }

  private static JsonObject acknowledgement(Message message, String reply) {
    if (message.seq() % 2 == 0) {
      return frame("send", reply).put("body", new JsonObject());
    }
    return frame("send", "multichat.acknowledge")
        .put("body", new JsonObject().put("ids", new JsonArray().add(message.id())))
        .put("replyAddress", ANSWER + message.id());
  }

  private static JsonObject frame(String type, String address) {
    return new JsonObject()
        .put("type", type)
        .put("address", address)
        .put("headers", new JsonObject());
  }

  @Override
  public void close() {
    closed = true;
    client.close();
  }
}
