package dev.multichat.gateway.bridge;

import static dev.multichat.contract.Scene.OPERATOR;
import static dev.multichat.store.contract.Trial.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.app.Daemon;
import dev.multichat.client.Tokens;
import dev.multichat.config.Config;
import dev.multichat.config.DeliverySettings;
import dev.multichat.contract.Note;
import dev.multichat.contract.Scene;
import dev.multichat.core.Access;
import dev.multichat.core.Agent;
import dev.multichat.core.Receipt;
import dev.multichat.core.ReceiptState;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Ada and Bo on a daemon with the bridge, and connections to it. */
abstract class BridgeTrial {
  static final JsonObject NOTHING = new JsonObject();

  @TempDir Path folder;
  private final List<Peer> peers = new ArrayList<>();
  Vertx vertx;
  Daemon daemon;
  String operator;
  String ada;
  String bo;
  int port;

  @BeforeEach
  void open() {
    vertx = Vertx.vertx();
    daemon = await(Daemon.start(vertx, config()));
    operator = Tokens.operators(folder);
    port = URI.create(daemon.url()).getPort();
    ada = enrolled("ada", Access.AGENT);
    bo = enrolled("bo", Access.AGENT);
  }

  @AfterEach
  void close() {
    peers.forEach(Peer::close);
    await(daemon.close());
    await(vertx.close());
  }

  private Config config() {
    return Tokens.served(Scene.unguarded(folder, delivery()), folder, http());
  }

  /** What a test wants otherwise than usual, by the keys of the configuration. */
  Map<String, String> http() {
    return Map.of();
  }

  /** Patient with handlers, and not with messages that fail. */
  DeliverySettings delivery() {
    return new DeliverySettings(20_000, 5, 20, 3);
  }

  /** A new agent, reader or operator; its token. */
  String enrolled(String id, Access access) {
    return await(daemon.identities().enrol(OPERATOR, Agent.of(id, id, "", ""), access)).token();
  }

  /** A raw WebSocket that has shown no token yet. */
  Peer stranger() {
    return connected(Peer.RAW);
  }

  /** A raw WebSocket that came with this token. */
  Peer peer(String token) {
    return connected(Peer.RAW, "Authorization", "Bearer " + token);
  }

  Peer connected(String uri, String... headers) {
    Peer peer = await(Peer.connecting(vertx, port, uri, headers));
    peers.add(peer);
    return peer;
  }

  static String[] token(String token) {
    return new String[] {"Authorization", "Bearer " + token};
  }

  Receipt sent(String from, Note note) {
    return await(daemon.coordinator().send(Scene.as(from), note.draft()));
  }

  ReceiptState state(String message, String agent) {
    return await(daemon.coordinator().receipts(OPERATOR, message)).of(agent);
  }

  void eventually(BooleanSupplier truth) {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!truth.getAsBoolean()) {
      assertThat(System.nanoTime()).as("came true in time").isLessThan(until);
      rest(10);
    }
  }

  /** Lets time pass, so that what must not happen could have happened. */
  void rest(long millis) {
    await(vertx.timer(millis, TimeUnit.MILLISECONDS));
  }

  /** The message with its reply address that was the n-th pushed to this address. */
  JsonObject pushed(Peer peer, String address, int n) {
    eventually(() -> peer.at(address).size() >= n);
    return peer.at(address).get(n - 1);
  }

  /** What the client answers to a push. */
  static JsonObject reply(JsonObject push) {
    return Peer.frame("send", push.getString("replyAddress")).put("body", NOTHING);
  }
}
