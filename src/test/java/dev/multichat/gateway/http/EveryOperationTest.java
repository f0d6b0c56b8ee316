package dev.multichat.gateway.http;

import static dev.multichat.store.contract.Trial.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.bus.BusClient;
import dev.multichat.bus.Subscription;
import dev.multichat.contract.Scene;
import dev.multichat.core.Caller;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every operation of openapi.yaml succeeds as told there, called with plain HTTP. */
class EveryOperationTest {
  @TempDir Path folder;

  @Test
  void everyOperationAnswersAsTold() {
    try (House house = new House(folder)) {
      String second = house.enrolled("agent-2");
      String third = house.enrolled("agent-3");
      daemon(house);
      agents(house, second);
      String message = messages(house, second, third);
      records(house, third, message);
      sessions(house, second, third);
      streams(house, second);
      held(house, second, third);
      dead(house, second);
      revoked(house);
      assertThat(house.faults()).isEmpty();
      assertThat(house.seen())
          .containsExactlyInAnyOrderElementsOf(
              House.CONTRACT.operations().stream().map(OpenApi.Operation::id).toList());
    }
  }

  private static void daemon(House house) {
    house.got("/health/live", "");
    house.got("/health/ready", "");
    house.got("/openapi.yaml", "");
    house.got("/metrics", house.operator);
    house.got("/v1/status", house.operator);
  }

  private static void agents(House house, String second) {
    JsonObject card = new JsonObject().put("name", "Agent-2").put("role", "Builder");
    house.called(
        "PUT", "/v1/agents/agent-2", second, card.toBuffer(), "Content-Type", "application/json");
    house.got("/v1/agents?limit=1", second);
    house.got("/v1/agents/agent-2", second);
    house.got("/v1/presence?agent=agent-3", second);
    house.got("/v1/agents/agent-3/presence", second);
    house.got("/v1/tokens", house.operator);
    JsonObject board = new JsonObject().put("id", "board").put("access", "reader");
    house.posted("/v1/agents", house.operator, board);
    house.called("POST", "/v1/agents/board/token", house.operator, Buffer.buffer());
  }

  private static String messages(House house, String second, String third) {
    String id =
        house
            .posted(
                "/v1/ask",
                second,
                note().put("kind", "request").put("body", "Are you ready?").put("waitMs", 0))
            .answer()
            .json()
            .getJsonObject("receipt")
            .getString("id");
    house.got("/v1/inbox/pending?client=claude&told=agent-2:x,agent-3:y", third);
    house.got("/v1/inbox?waitMs=1000&limit=10", third);
    house.got("/v1/agenda", third);
    house.posted(
        "/v1/messages", third, new JsonObject().put("inReplyTo", id).put("subject", "Yes"));
    house.posted("/v1/inbox/ack", third, new JsonObject().put("ids", new JsonArray().add(id)));
    house.got("/v1/messages/" + id, second);
    house.got("/v1/messages/" + id + "/receipts", second);
    return id;
  }

  private static void records(House house, String third, String message) {
    String devlog = "/v1/devlogs/" + message;
    house.got(devlog, third);
    house.called("GET", devlog, third, Buffer.buffer(), "Accept", "text/markdown");
    house.called("GET", devlog, third, Buffer.buffer(), "Accept", "text/html");
    String session = house.got(devlog, third).told("session");
    house.got("/v1/devlogs?session=" + session, third);
    house.got("/v1/sessions/" + session + "/messages?afterSeq=1", third);
  }

  private static void sessions(House house, String second, String third) {
    JsonObject opening = new JsonObject().put("id", "port").put("topic", "Port").put("open", true);
    house.posted("/v1/sessions", second, opening);
    house.called("POST", "/v1/sessions/port/join", third, Buffer.buffer());
    house.got("/v1/sessions/port", third);
    house.got("/v1/sessions?state=active&text=port&participant=agent-3", third);
    house.called("POST", "/v1/sessions/port/leave", third, Buffer.buffer());
    house.called("POST", "/v1/sessions/port/close", second, Buffer.buffer());
  }

  /** Two that acknowledge each other for ever. */
  private static void held(House house, String second, String third) {
    JsonObject first = note().put("body", "Begin.");
    JsonObject sent = house.posted("/v1/messages", second, first).answer().json();
    String last = sent.getString("id");
    for (int i = 0; i < Scene.GUARDS.acknowledgements(); i++) {
      last = house.posted("/v1/messages", i % 2 == 0 ? third : second, noted(last)).told("id");
    }
    assertThat(house.posted("/v1/messages", third, noted(last)).status()).isEqualTo(429);
    house.called(
        "POST",
        "/v1/sessions/" + sent.getString("session") + "/release",
        house.operator,
        Buffer.buffer());
  }

  private static JsonObject noted(String last) {
    return new JsonObject().put("inReplyTo", last).put("body", "Noted.");
  }

  /** A handler that takes nothing is the only way to a dead message. */
  private static void dead(House house, String second) {
    Subscription handler =
        await(
            new BusClient(house.vertx)
                .receive(Caller.agent("agent-3"), message -> Future.failedFuture("cannot")));
    house.posted("/v1/messages", second, note().put("body", "Fragile."));
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    JsonArray dead = new JsonArray();
    while (dead.isEmpty() && System.nanoTime() < until) {
      dead = house.got("/v1/dead", house.operator).answer().json().getJsonArray("dead");
    }
    await(handler.end());
    String id = dead.getJsonObject(0).getString("message");
    house.posted(
        "/v1/dead/" + id + "/requeue", house.operator, new JsonObject().put("agent", "agent-3"));
  }

  /** They end when who follows is revoked. */
  private static void streams(House house, String second) {
    JsonObject note = new JsonObject().put("to", new JsonArray().add("agent-4")).put("body", "Hi");
    String fourth = house.enrolled("agent-4");
    String fifth = house.enrolled("agent-5");
    house.posted("/v1/messages", second, note);
    Future<Exchange> inbox = house.following("/v1/inbox/stream", fourth);
    Future<Exchange> session = house.following("/v1/sessions/port/stream?afterSeq=0", fifth);
    for (String agent : List.of("agent-4", "agent-5")) {
      untilPresent(house, agent);
      house.called("DELETE", "/v1/agents/" + agent, house.operator, Buffer.buffer());
    }
    assertThat(await(inbox).answer().text()).contains("event: message", "event: error");
    assertThat(await(session).answer().text()).contains("event: opened", "event: closed");
  }

  private static void untilPresent(House house, String agent) {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    boolean present = false;
    while (!present && System.nanoTime() < until) {
      JsonArray agents =
          house
              .got("/v1/agents/" + agent + "/presence", house.operator)
              .answer()
              .json()
              .getJsonArray("agents");
      present = agents.getJsonObject(0).getBoolean("present");
    }
  }

  private static void revoked(House house) {
    house.called("DELETE", "/v1/agents/agent-3", house.operator, Buffer.buffer());
    house.called("DELETE", "/v1/agents/board", house.operator, Buffer.buffer());
  }

  private static JsonObject note() {
    return new JsonObject().put("to", new JsonArray().add("agent-3"));
  }
}
