package dev.multichat.gateway.http;

import static dev.multichat.store.contract.Trial.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.core.Access;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import org.junit.jupiter.api.Test;

/** What probes are told without a token, and what they are not. */
class HealthTest extends HttpTrial {
  @Test
  void aHealthyDaemonIsLiveAndReady() throws Exception {
    assertThat(get("/health/live").answer().body()).isEqualTo("{\"status\":\"up\"}");
    Answered ready = get("/health/ready").answer();
    assertThat(ready.status()).isEqualTo(200);
    assertThat(ready.json().getJsonObject("checks").fieldNames())
        .containsExactlyInAnyOrder("store", "devlogLag", "eventLoopDelayMs");
  }

  @Test
  void itTellsNoSecretsAndTakesNoToken() throws Exception {
    enrolled("agent-2", Access.AGENT);
    String body = get("/health/ready").as("mc_wrong").answer().body();
    assertThat(body).doesNotContain("agent-2", folder.toString(), "sqlite");
  }

  @Test
  void aStoreThatDoesNotAnswerMakesItUnready() throws Exception {
    Router router = Router.router(vertx);
    new Health(vertx, new Silent()).serve(router);
    HttpServer server =
        await(vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1"));
    port = server.actualPort();
    Answered ready = get("/health/ready").answer();
    assertThat(ready.status()).isEqualTo(503);
    assertThat(ready.json().getString("status")).isEqualTo("down");
    assertThat(ready.json().getJsonObject("checks").getString("store")).isEqualTo("down");
    assertThat(get("/health/live").answer().status()).isEqualTo(200);
    await(server.close());
  }

  /** A daemon whose store gives no answer. */
  private static final class Silent implements Vitals {
    @Override
    public JsonObject status() {
      return new JsonObject();
    }

    @Override
    public Future<?> store() {
      return Promise.promise().future();
    }

    @Override
    public long devlogLag() {
      return 0;
    }
  }
}
