package dev.multichat.gateway.ws;

import static dev.multichat.store.contract.Trial.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.gateway.Budget;
import dev.multichat.gateway.Door;
import dev.multichat.gateway.Places;
import dev.multichat.gateway.Shared;
import dev.multichat.metrics.Meters;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What goes out on a connection that is gone. */
class LineTest {
  private Vertx vertx;

  @BeforeEach
  void open() {
    vertx = Vertx.vertx();
  }

  @AfterEach
  void close() {
    await(vertx.close());
  }

  private static Shared shared() {
    return new Shared(
        new Door(token -> Optional.empty()),
        new Budget(1_000_000),
        new Places(),
        new Meters(),
        Duration.ofSeconds(10));
  }

  @Test
  void whatIsToldThereFailsAndThrowsNothing() {
    Promise<Line> gone = Promise.promise();
    HttpServer server =
        vertx
            .createHttpServer()
            .requestHandler(
                request -> {
                  HttpConnection below = request.connection();
                  request
                      .toWebSocket()
                      .onSuccess(
                          socket -> {
                            Line line = new Line(vertx, socket, below, shared(), "agent-2");
                            socket.closeHandler(closed -> gone.complete(line));
                          });
                });
    int port = await(server.listen(0, "127.0.0.1")).actualPort();
    await(
        vertx
            .createWebSocketClient()
            .connect(port, "127.0.0.1", "/")
            .compose(socket -> socket.close()));
    Line line = await(gone.future());

    Future<Void> told = line.tell("too late");

    assertThat(await(told.map("taken").otherwise("lost"))).isEqualTo("lost");
    assertThat(await(line.write("too late").map("taken").otherwise("lost"))).isEqualTo("lost");
  }
}
