package dev.multichat.gateway.bridge;

import static dev.multichat.store.contract.Trial.await;

import dev.multichat.app.Daemon;
import dev.multichat.client.Tokens;
import dev.multichat.core.Access;
import dev.multichat.core.Agent;
import dev.multichat.core.Caller;
import dev.multichat.core.ErrorCode;
import dev.multichat.core.MultichatException;
import dev.multichat.wire.Transport;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Calls over the bridge: an operator as agents, each reader on a connection of its own. */
final class Frames implements Transport {
  private final Vertx vertx;
  private final Daemon daemon;
  private final String uri;
  private final String operators;
  private final Map<String, Peer> peers = new ConcurrentHashMap<>();

  Frames(Vertx vertx, Daemon daemon, Path secrets, String uri) {
    this.vertx = vertx;
    this.daemon = daemon;
    this.uri = uri;
    this.operators = Tokens.operators(secrets);
  }

  @Override
  public Future<JsonObject> call(Caller caller, String operation, JsonObject body, Duration wait) {
    boolean reads = caller.access() == Access.READER;
    String who = reads ? caller.agent() : "operator";
    String token = reads ? "" : operators;
    Peer peer = peers.computeIfAbsent(who, id -> peer(reads ? reader(id) : token));
    JsonObject frame =
        Peer.frame("send", "multichat." + operation, "Multichat-Agent", caller.agent());
    return peer.asking(frame.put("body", body)).compose(Frames::body);
  }

  private Peer peer(String token) {
    int port = URI.create(daemon.url()).getPort();
    return await(Peer.connecting(vertx, port, uri, "Authorization", "Bearer " + token));
  }

  private String reader(String id) {
    Agent card = Agent.of(id, id, "", "");
    return await(daemon.identities().enrol(Caller.operator(), card, Access.READER)).token();
  }

  private static Future<JsonObject> body(JsonObject frame) {
    if (frame.getString("type").equals("rec")) {
      return Future.succeededFuture(frame.getJsonObject("body"));
    }
    Map<String, String> details = new HashMap<>();
    frame
        .getJsonObject("details", new JsonObject())
        .forEach(detail -> details.put(detail.getKey(), String.valueOf(detail.getValue())));
    ErrorCode code = ErrorCode.of(frame.getInteger("failureCode"));
    return Future.failedFuture(new MultichatException(code, frame.getString("message"), details));
  }

  void close() {
    peers.values().forEach(Peer::close);
  }
}
