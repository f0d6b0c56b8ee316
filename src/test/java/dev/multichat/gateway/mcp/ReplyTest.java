package dev.multichat.gateway.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.gateway.Budget;
import dev.multichat.gateway.Door;
import dev.multichat.gateway.Places;
import dev.multichat.gateway.Shared;
import dev.multichat.metrics.Meters;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What an answer takes of its caller's share of memory, and that it gives all of it back. */
class ReplyTest extends McpTrial {
  private static final long SHARE = 1000;
  private static final int MOST_SECONDS = 10;
  private static final JsonObject LARGE = new JsonObject().put("text", "x".repeat(5000));
  private final Budget budget = new Budget(4 * SHARE);

  /** What somebody gets of a reply that this is done to; what fails, or takes long, is cut off. */
  private Wires.Came replied(Function<Reply, Future<?>> work) {
    Shared shared =
        new Shared(
            new Door(daemon.authentication()),
            budget,
            new Places(),
            new Meters(),
            Duration.ofSeconds(30));
    int port =
        soon(vertx
                .createHttpServer()
                .requestHandler(
                    got ->
                        work.apply(new Reply(vertx, got, shared, TWO))
                            .timeout(MOST_SECONDS, TimeUnit.SECONDS)
                            .onFailure(why -> got.connection().close()))
                .listen(0, "127.0.0.1"))
            .actualPort();
    Wires there = new Wires(vertx, "http://127.0.0.1:" + port);
    return soon(there.going("POST", two, Buffer.buffer()));
  }

  /** Nothing is under way any more when a whole share can be taken. */
  private boolean isGivenBack() {
    try {
      budget.take(TWO, SHARE);
      budget.give(TWO, SHARE);
      return true;
    } catch (RuntimeException limited) {
      return false;
    }
  }

  @Test
  void anAnswerAboveAShareFitsIntoAnEmptyOne() {
    Wires.Came json = replied(reply -> reply.end(200, LARGE));
    Wires.Came event = replied(reply -> reply.tell(LARGE).compose(told -> reply.end(200, LARGE)));

    assertThat(json.json()).isEqualTo(LARGE);
    assertThat(event.messages()).containsExactly(LARGE, LARGE);
    eventually(this::isGivenBack);
  }

  @Test
  void whoHasNoRoomIsToldSo() {
    budget.take(TWO, SHARE);
    JsonObject refusal = new JsonObject().put("error", "no room");

    Wires.Came came =
        replied(reply -> reply.end(200, LARGE).recover(why -> reply.end(200, refusal)));

    assertThat(came.json()).isEqualTo(refusal);
    budget.give(TWO, SHARE);
    assertThat(isGivenBack()).isTrue();
  }

  @Test
  void theAnswersOfABatchEndAStreamThatBegan() {
    JsonArray answers = new JsonArray().add(new JsonObject().put("id", 1));

    Wires.Came came =
        replied(reply -> reply.tell(new JsonObject()).compose(told -> reply.end(answers)));

    assertThat(came.text()).contains("data: " + answers.encode());
    eventually(this::isGivenBack);
  }
}
