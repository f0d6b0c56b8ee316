package dev.multichat.gateway.http;

import static dev.multichat.store.contract.Trial.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.core.Access;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who has no token is nobody, and so is who had one. */
class TokensEndTest extends HttpTrial {
  private String alice;
  private String carol;

  @BeforeEach
  void enrol() {
    alice = enrolled("alice", Access.AGENT);
    carol = enrolled("carol", Access.AGENT);
  }

  @Test
  void whoWaitsWithATokenThatIsTakenAwayGetsNothing() throws Exception {
    String old = carol;
    Future<Answered> waiting =
        vertx.executeBlocking(() -> get("/v1/inbox?waitMs=20000").as(old).answer());
    eventually(() -> isPresent("carol"));
    post("/v1/agents/carol/token", "").as(operator).answer();
    JsonObject receipt =
        post("/v1/messages", "{\"to\":[\"carol\"],\"body\":\"Ready?\"}").as(alice).answer().json();
    assertThat(await(waiting).status()).isEqualTo(401);
    String place = "/v1/messages/" + receipt.getString("id") + "/receipts";
    assertThat(get(place).as(operator).answer().body()).contains("\"state\":\"recorded\"");
  }

  @Test
  void whoHasNoTokenOrAnotherOneIsNobody() throws Exception {
    for (String header :
        List.of("", "Bearer", "Bearer ", "Basic YTpi", "Bearer mc_" + "a".repeat(43), operator)) {
      Answered answered = get("/v1/agents").header("Authorization", header).answer();
      assertThat(answered.status()).as(header).isEqualTo(401);
      assertThat(answered.headers()).containsKey("www-authenticate");
    }
    assertThat(get("/v1/agents").answer().status()).isEqualTo(401);
    assertThat(get("/v1/agents").as(operator).as(operator).answer().status()).isEqualTo(401);
    assertThat(get("/v1/agents?token=" + operator).answer().status()).isEqualTo(401);
  }

  @Test
  void aTokenThatWasTakenAwayIsNobodysAtOnce() throws Exception {
    Answered rotated = post("/v1/agents/alice/token", "{}").as(operator).answer();
    assertThat(get("/v1/inbox").as(alice).answer().status()).isEqualTo(401);
    String fresh = rotated.json().getString("token");
    assertThat(get("/v1/inbox").as(fresh).answer().status()).isEqualTo(200);
    assertThat(new Asked("DELETE", "/v1/agents/alice").as(operator).answer().status())
        .isEqualTo(200);
    assertThat(get("/v1/inbox").as(fresh).answer().status()).isEqualTo(401);
  }
}
