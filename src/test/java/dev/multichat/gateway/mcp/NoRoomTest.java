package dev.multichat.gateway.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.core.ReceiptState;
import dev.multichat.gateway.Bodies;
import dev.multichat.gateway.Budget;
import dev.multichat.gateway.Door;
import dev.multichat.gateway.Places;
import dev.multichat.gateway.Shared;
import dev.multichat.gateway.mcp.prompts.Book;
import dev.multichat.gateway.mcp.resources.Library;
import dev.multichat.gateway.mcp.tools.Toolbox;
import dev.multichat.metrics.Meters;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What the connection could not be given is not delivered. */
class NoRoomTest extends McpTrial {
  private static final long SHARE = 100_000;
  private static final int FOR_A_REQUEST = 2000;
  private static final JsonObject NONE = new JsonObject();

  private final Budget budget = new Budget(4 * SHARE);

  /** The same hub with little memory. */
  private McpClient lean(String token) {
    Shared shared =
        new Shared(
            new Door(daemon.authentication()),
            budget,
            new Places(),
            new Meters(),
            Duration.ofSeconds(30));
    Library library = new Library(daemon.coordinator(), daemon.handover());
    ServerFeatures features =
        new ServerFeatures(
            new Toolbox(daemon.coordinator(), daemon.handover()),
            library,
            new Book(daemon.coordinator(), library));
    Bodies bodies = new Bodies(vertx, 10_000, 4096, budget);
    Router router = Router.router(vertx);
    new McpWay(vertx, shared, bodies, features, "1").serve(router);
    int port = soon(vertx.createHttpServer().requestHandler(router).listen(0)).actualPort();
    return new McpClient(new Wires(vertx, "http://127.0.0.1:" + port), token);
  }

  @Test
  void whatIsRefusedForWantOfRoomWaitsOn() {
    String id = sent("First", "x".repeat(3000));
    sent("Second", "x".repeat(3000));
    McpClient client = lean(three);
    budget.take(THREE, SHARE - FOR_A_REQUEST);

    Wires.Came came = client.asked("tools/call", new JsonObject().put("name", "check_inbox"));

    assertThat(came.code()).as(came.text()).isEqualTo(429);
    assertThat(state(id)).isEqualTo(ReceiptState.RECORDED);
    budget.give(THREE, SHARE - FOR_A_REQUEST);
    told(client.tool("check_inbox", NONE));
    eventually(() -> state(id) == ReceiptState.DELIVERED);
  }
}
