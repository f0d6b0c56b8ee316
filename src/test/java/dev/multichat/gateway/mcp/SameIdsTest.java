package dev.multichat.gateway.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.gateway.mcp.Wires.Came;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Clients that use the same ids at the same time. */
class SameIdsTest extends McpTrial {
  private static final int CALLS = 100_000;
  private static final int AT_ONCE = 16;
  private static final int MINUTES = 2;

  /** How many calls there are to one that reads the store. */
  private static final int EACH = 10;

  @Test
  @Tag("it")
  void nobodyEverGetsAnothersAnswer() throws Exception {
    List<Lane> lanes = new ArrayList<>();
    AtomicInteger left = new AtomicInteger(CALLS);
    for (McpClient client : List.of(session(two), stateless(two))) {
      lanes.add(new Lane(client, TWO, left));
    }
    for (McpClient client : List.of(session(three), stateless(three))) {
      lanes.add(new Lane(client, THREE, left));
    }

    List<Future<Void>> all = lanes.stream().flatMap(lane -> lane.begun().stream()).toList();
    Future.all(all).toCompletionStage().toCompletableFuture().get(MINUTES, TimeUnit.MINUTES);

    assertThat(lanes.stream().mapToInt(lane -> lane.right.get()).sum()).isEqualTo(CALLS);
    assertThat(lanes).allMatch(lane -> lane.right.get() > 0);
  }

  /** One client with some calls at once, whose ids are those of all other clients too. */
  private static final class Lane {
    private final McpClient client;
    private final String own;
    private final AtomicInteger left;
    private final AtomicInteger right = new AtomicInteger();

    Lane(McpClient client, String own, AtomicInteger left) {
      this.client = client;
      this.own = own;
      this.left = left;
    }

    List<Future<Void>> begun() {
      List<Future<Void>> all = new ArrayList<>();
      for (int id = 0; id < AT_ONCE; id++) {
        Promise<Void> done = Promise.promise();
        next(id, done);
        all.add(done.future());
      }
      return all;
    }

    private void next(int id, Promise<Void> done) {
      int number = left.getAndDecrement();
      if (number <= 0) {
        done.complete();
        return;
      }
      client
          .calling(id, "whoami", asked(number))
          .onFailure(done::fail)
          .onSuccess(
              came -> {
                if (isOwn(came, id, number)) {
                  right.incrementAndGet();
                  next(id, done);
                } else {
                  done.fail("Another's answer: " + came.text());
                }
              });
    }

    /** Most calls have an argument that nobody else has, and are told of it. */
    private JsonObject asked(int number) {
      return number % EACH == 0 ? new JsonObject() : args(name(number), 1);
    }

    private String name(int number) {
      return own + "_" + number;
    }

    private boolean isOwn(Came came, int id, int number) {
      JsonObject answer = came.json();
      JsonObject told = answer.getJsonObject("result").getJsonObject("structuredContent");
      return answer.getInteger("id") == id
          && (number % EACH == 0
              ? own.equals(told.getString("id"))
              : told.getString("detail").contains("'" + name(number) + "'"));
    }
  }
}
