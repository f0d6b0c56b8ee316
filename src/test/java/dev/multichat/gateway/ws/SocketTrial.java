package dev.multichat.gateway.ws;

import static dev.multichat.contract.Scene.OPERATOR;
import static dev.multichat.store.contract.Trial.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.app.Daemon;
import dev.multichat.client.Tokens;
import dev.multichat.config.Config;
import dev.multichat.contract.Scene;
import dev.multichat.core.Access;
import dev.multichat.core.Agent;
import dev.multichat.core.Caller;
import dev.multichat.core.Draft;
import dev.multichat.core.Kind;
import dev.multichat.core.Receipt;
import dev.multichat.core.ReceiptState;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A daemon on a free port with two agents, and connections to it down to their bytes. */
abstract class SocketTrial {
  static final String TWO = "agent-2";
  static final String THREE = "agent-3";
  private static final int PATIENCE_MS = 20_000;

  @TempDir Path folder;
  Vertx vertx;
  Daemon daemon;
  int port;
  String two;
  String three;

  @BeforeEach
  void open() {
    vertx = Vertx.vertx();
    daemon = await(Daemon.start(vertx, Tokens.served(config(), folder, http())));
    port = URI.create(daemon.url()).getPort();
    two = enrolled(TWO);
    three = enrolled(THREE);
  }

  @AfterEach
  void close() {
    await(daemon.close());
    await(vertx.close());
  }

  /** Without guards, so that tests may be as quick as they want. */
  Config config() {
    return Scene.unguarded(folder);
  }

  /** What a test wants otherwise than usual, by the keys of the configuration. */
  Map<String, String> http() {
    return Map.of();
  }

  /** A new agent's token. */
  String enrolled(String id) {
    return await(daemon.identities().enrol(OPERATOR, Agent.of(id, id, "", ""), Access.AGENT))
        .token();
  }

  /** A connection with a token. */
  Peer peer(String token) throws IOException {
    Peer peer = new Peer(port, "Authorization: Bearer " + token + "\r\n");
    assertThat(peer.head()).startsWith("HTTP/1.1 101 ");
    return peer;
  }

  static JsonObject message(String to, String body) {
    return new JsonObject().put("to", List.of(to)).put("body", body);
  }

  /** Something from agent-2 to agent-3, sent within the daemon; its id. */
  String sent(String body) {
    return await(
            daemon
                .coordinator()
                .send(Caller.agent(TWO), Draft.of(Kind.INFORM, List.of(THREE), "", body)))
        .id();
  }

  ReceiptState state(String message) {
    Receipt receipt = await(daemon.coordinator().receipts(OPERATOR, message));
    return receipt.recipients().get(0).state();
  }

  void eventually(BooleanSupplier truth) {
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MS);
    while (!truth.getAsBoolean()) {
      assertThat(System.nanoTime()).as("came true in time").isLessThan(until);
      await(vertx.timer(10, TimeUnit.MILLISECONDS));
    }
  }
}
