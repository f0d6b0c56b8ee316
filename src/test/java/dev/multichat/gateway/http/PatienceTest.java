package dev.multichat.gateway.http;

import static dev.multichat.store.contract.Trial.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.client.Tokens;
import dev.multichat.contract.Scene;
import dev.multichat.gateway.WayIn;
import dev.multichat.metrics.Meters;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What became a WebSocket is watched as long as it is there, and no longer. */
class PatienceTest {
  @Test
  void aWebSocketThatClosedIsForgotten(@TempDir Path folder) {
    Vertx vertx = Vertx.vertx();
    Patience patience =
        new Patience(vertx, Tokens.served(Scene.config(folder), folder).http(), new Meters());
    Router router = Router.router(vertx);
    router.route().handler(patience::begin);
    router.get("/ws").handler(PatienceTest::upgrade);
    HttpServer server =
        await(
            vertx
                .createHttpServer()
                .connectionHandler(patience::watch)
                .requestHandler(router)
                .listen(0, "127.0.0.1"));
    WebSocketClient client = vertx.createWebSocketClient();

    WebSocket socket = await(client.connect(server.actualPort(), "127.0.0.1", "/ws"));
    assertThat(patience.watched()).isEqualTo(1);
    await(socket.close());

    for (int i = 0; i < 1000 && patience.watched() > 0; i++) {
      await(vertx.timer(10, TimeUnit.MILLISECONDS));
    }
    assertThat(patience.watched()).isZero();
    patience.close();
    await(vertx.close());
  }

  private static void upgrade(RoutingContext context) {
    Runnable forget = context.get(WayIn.WHEN_CLOSED);
    context.request().toWebSocket().onSuccess(socket -> socket.closeHandler(done -> forget.run()));
  }
}
