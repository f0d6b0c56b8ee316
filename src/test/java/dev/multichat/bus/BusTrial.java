package dev.multichat.bus;

import static dev.multichat.store.contract.Trial.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.multichat.contract.Scene;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A daemon and the plain bus, as any Vert.x program sees it. */
abstract class BusTrial {
  static Vertx vertx;

  @TempDir Path folder;
  Scene scene;

  @BeforeAll
  static void begin() {
    vertx = Vertx.vertx();
  }

  @AfterAll
  static void end() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @BeforeEach
  void open() {
    scene = new Scene(vertx, Scene.config(folder), daemon -> new BusClient(vertx).coordinator());
    scene.with("agent-2", "agent-3");
  }

  @AfterEach
  void close() {
    scene.close();
  }

  static Future<JsonObject> request(String operation, Object body, String agent) {
    DeliveryOptions options = new DeliveryOptions();
    if (agent != null) {
      options.addHeader("agent", agent);
    }
    return vertx
        .eventBus()
        .<JsonObject>request("multichat." + operation, body, options)
        .map(reply -> reply.body());
  }

  static JsonObject call(String operation, JsonObject body) {
    return await(request(operation, body, "agent-2"));
  }

  static ReplyException failure(Future<?> future) {
    ExecutionException failure =
        catchThrowableOfType(
            ExecutionException.class,
            () -> future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS));
    assertThat(failure).as("should have been refused").isNotNull();
    assertThat(failure).hasCauseInstanceOf(ReplyException.class);
    return (ReplyException) failure.getCause();
  }

  static AbstractStringAssert<?> refused(int code, Future<?> future) {
    ReplyException refusal = failure(future);
    assertThat(refusal.failureType()).isEqualTo(ReplyFailure.RECIPIENT_FAILURE);
    assertThat(refusal.failureCode()).as(refusal.getMessage()).isEqualTo(code);
    return assertThat(refusal.getMessage());
  }
}
