package dev.multichat.gateway.mcp;

import static dev.multichat.contract.Scene.OPERATOR;
import static dev.multichat.store.contract.Trial.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.app.Daemon;
import dev.multichat.client.Tokens;
import dev.multichat.contract.Scene;
import dev.multichat.core.Access;
import dev.multichat.core.Agent;
import dev.multichat.core.Caller;
import dev.multichat.core.Draft;
import dev.multichat.core.Kind;
import dev.multichat.core.ReceiptState;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A daemon on a free port with two agents, and clients of MCP down to their headers. */
abstract class McpTrial {
  static final String TWO = "agent-2";
  static final String THREE = "agent-3";
  private static final int PATIENCE_MS = 20_000;

  @TempDir Path folder;
  Vertx vertx;
  Daemon daemon;
  Wires wires;
  String two;
  String three;

  @BeforeEach
  void open() {
    vertx = Vertx.vertx();
    daemon = await(Daemon.start(vertx, Tokens.served(Scene.unguarded(folder), folder, http())));
    wires = new Wires(vertx, daemon.url());
    two = enrolled(TWO);
    three = enrolled(THREE);
  }

  @AfterEach
  void close() {
    await(daemon.close());
    await(vertx.close());
  }

  /** What a test wants otherwise than usual, by the keys of the configuration. */
  Map<String, String> http() {
    return Map.of();
  }

  String enrolled(String id) {
    return await(daemon.identities().enrol(OPERATOR, Agent.of(id, id, "Tester", ""), Access.AGENT))
        .token();
  }

  /** A client that has begun a session of this version. */
  McpClient session(String token, String version) {
    McpClient client = new McpClient(wires, token);
    client.initialize(version);
    return client;
  }

  McpClient session(String token) {
    return session(token, "2025-11-25");
  }

  /** A client of the version without sessions. */
  McpClient stateless(String token) {
    return new McpClient(wires, token);
  }

  /** Something from agent-2 to agent-3, sent within the daemon; its id. */
  String sent(String subject, String body) {
    return await(
            daemon
                .coordinator()
                .send(Caller.agent(TWO), Draft.of(Kind.INFORM, List.of(THREE), subject, body)))
        .id();
  }

  ReceiptState state(String message) {
    return await(daemon.coordinator().receipts(OPERATOR, message)).recipients().get(0).state();
  }

  /** What a tool told, as data; the call must have succeeded. */
  static JsonObject told(JsonObject result) {
    assertThat(result.getBoolean("isError", false)).as(result.encode()).isFalse();
    return result.getJsonObject("structuredContent");
  }

  /** The text beside it. */
  static String text(JsonObject result) {
    return result.getJsonArray("content").getJsonObject(0).getString("text");
  }

  static JsonObject args(Object... pairs) {
    JsonObject arguments = new JsonObject();
    for (int i = 0; i < pairs.length; i += 2) {
      Object value = pairs[i + 1] instanceof List<?> list ? new JsonArray(list) : pairs[i + 1];
      arguments.put((String) pairs[i], value);
    }
    return arguments;
  }

  static <T> T soon(Future<T> future) {
    return await(future);
  }

  void eventually(BooleanSupplier truth) {
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MS);
    while (!truth.getAsBoolean()) {
      assertThat(System.nanoTime()).as("came true in time").isLessThan(until);
      await(vertx.timer(10, TimeUnit.MILLISECONDS));
    }
  }
}
