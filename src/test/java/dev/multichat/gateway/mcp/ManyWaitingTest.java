package dev.multichat.gateway.mcp;

import static dev.multichat.contract.Scene.OPERATOR;
import static dev.multichat.store.contract.Trial.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.core.Access;
import dev.multichat.core.Agent;
import dev.multichat.core.Caller;
import dev.multichat.core.Draft;
import dev.multichat.core.Issued;
import dev.multichat.core.Kind;
import dev.multichat.core.Presence;
import dev.multichat.gateway.mcp.Wires.Came;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Who waits for a message costs a connection, and no thread. */
class ManyWaitingTest extends McpTrial {
  private static final int CLIENTS = 1000;
  private static final int AT_ONCE = 100;

  /** Pools of threads may still grow; one for every tenth client would be too many already. */
  private static final int MORE_THREADS = 50;

  private final List<McpClient> clients = new ArrayList<>();
  private final List<Future<Came>> waiting = new ArrayList<>();

  @Test
  void aThousandClientsWaitWithoutAThreadEach() {
    wires = new Wires(vertx, daemon.url(), "/mcp", CLIENTS);
    for (int i = 0; i < CLIENTS; i += AT_ONCE) {
      connect(i);
    }
    int before = threads();

    for (int i = 0; i < CLIENTS; i++) {
      waiting.add(clients.get(i).asking("wait", "tools/call", waits(i)));
    }
    eventually(() -> waits() == CLIENTS);

    assertThat(threads()).isLessThan(before + MORE_THREADS);
    assertThat(waiting).noneMatch(Future::isComplete);
    await(Future.all(IntStream.range(0, CLIENTS).mapToObj(this::told).toList()));
    for (int i = 0; i < CLIENTS; i++) {
      JsonObject result = await(waiting.get(i)).json().getJsonObject("result");
      assertThat(told(result).getJsonArray("messages"))
          .extracting(message -> ((JsonObject) message).getString("body"))
          .containsExactly("For " + id(i));
    }
  }

  /** Every second client has a session. */
  private void connect(int from) {
    List<Future<Issued>> issued =
        IntStream.range(from, from + AT_ONCE)
            .mapToObj(i -> Agent.of(id(i), id(i), "", ""))
            .map(card -> daemon.identities().enrol(OPERATOR, card, Access.AGENT))
            .toList();
    await(Future.all(issued));
    for (int i = 0; i < AT_ONCE; i++) {
      String token = issued.get(i).result().token();
      clients.add(i % 2 == 0 ? session(token) : stateless(token));
    }
  }

  private static String id(int client) {
    return "client-" + client;
  }

  /** Half of each kind are told that the waiting goes on. */
  private static JsonObject waits(int client) {
    JsonObject params = new JsonObject().put("name", "check_inbox");
    if (client % 4 < 2) {
      params.put("_meta", new JsonObject().put("progressToken", client));
    }
    return params.put("arguments", args("wait_seconds", 60));
  }

  private long waits() {
    return await(daemon.coordinator().presence(OPERATOR, null)).stream()
        .filter(Presence::present)
        .count();
  }

  private Future<?> told(int client) {
    Draft draft = Draft.of(Kind.INFORM, List.of(id(client)), "", "For " + id(client));
    return daemon.coordinator().send(Caller.agent(TWO), draft);
  }

  private static int threads() {
    return ManagementFactory.getThreadMXBean().getThreadCount();
  }
}
