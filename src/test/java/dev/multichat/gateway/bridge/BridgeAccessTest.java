package dev.multichat.gateway.bridge;

import static dev.multichat.contract.Scene.OPERATOR;
import static dev.multichat.store.contract.Trial.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.contract.Note;
import dev.multichat.contract.Scene;
import dev.multichat.core.Access;
import dev.multichat.core.InboxQuery;
import dev.multichat.core.Opening;
import dev.multichat.gateway.Places;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each connection is only whom its token names, and does only what that one may. */
class BridgeAccessTest extends BridgeTrial {
  @Override
  Map<String, String> http() {
    return Map.of("http.origins", "https://board.example");
  }

  private static JsonObject note(String to) {
    return Note.to(to).json();
  }

  @ParameterizedTest
  @ValueSource(strings = {Peer.RAW, Peer.SOCKJS})
  void pagesOfOtherOriginsDoNotGetIn(String uri) {
    assertThat(Peer.status(vertx, port, uri, "Origin", "https://evil.example")).isEqualTo(403);
    assertThat(Peer.status(vertx, port, uri, "Origin", "null")).isEqualTo(403);
    assertThat(Peer.status(vertx, port, uri, "Host", "evil.example")).isEqualTo(403);
    assertThat(Peer.status(vertx, port, uri, "Origin", "https://board.example")).isEqualTo(101);
    assertThat(Peer.status(vertx, port, uri)).isEqualTo(101);
  }

  @Test
  void aTokenOfNobodyDoesNotGetIn() {
    assertThat(Peer.status(vertx, port, Peer.RAW, token("mc_" + "x".repeat(43)))).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(strings = {Peer.RAW, Peer.SOCKJS})
  void theFirstTokenBindsTheConnectionAndLaterFramesNeedNone(String uri) {
    Peer peer = connected(uri);
    assertThat(peer.refusal("agents", NOTHING)).isEqualTo(401);
    assertThat(peer.refusal("agents", NOTHING, "authorization", "Bearer nobody")).isEqualTo(401);
    assertThat(peer.refusal("send", note("bo"), "authorization", "Bearer " + ada)).isZero();
    assertThat(peer.refusal("send", note("bo"))).isZero();
    assertThat(
            await(daemon.coordinator().inbox(Scene.as("bo"), new InboxQuery(null, 0, 100, null)))
                .items())
        .extracting(message -> message.from())
        .containsOnly("ada");
  }

  @Test
  void anothersTokenIsRefusedOnAConnectionThatIsBound() {
    Peer peer = peer(ada);
    JsonObject refused = peer.call("send", note("ada"), token(bo));
    assertThat(refused.getInteger("failureCode")).isEqualTo(403);
    assertThat(refused.getString("message")).contains("'ada'", "'bo'").doesNotContain("mc_");
    assertThat(peer.refusal("send", note("bo"))).isZero();
  }

  @Test
  void nobodyIsAnotherByAHeaderOfTheBus() {
    Peer peer = peer(ada);
    for (String header : List.of("agent", "Agent", "access")) {
      JsonObject receipt = peer.call("send", note("bo"), header, "operator").getJsonObject("body");
      String id = receipt.getString("id");
      assertThat(await(daemon.coordinator().message(OPERATOR, id)).from()).isEqualTo("ada");
    }
    assertThat(peer.refusal("send", note("bo"), "Multichat-Agent", "bo")).isEqualTo(403);
    assertThat(peer.refusal("send", note("bo").put("from", "bo"))).isEqualTo(403);
    assertThat(peer.refusal("dead", NOTHING)).isEqualTo(403);
  }

  @Test
  void anOperatorCallsAsAnAgent() {
    Peer peer = peer(operator);
    String id =
        peer.call("send", note("bo"), "Multichat-Agent", "ada")
            .getJsonObject("body")
            .getString("id");
    assertThat(await(daemon.coordinator().message(OPERATOR, id)).from()).isEqualTo("ada");
    assertThat(peer.refusal("dead", NOTHING)).isZero();
  }

  @Test
  void aReaderReadsEverythingAndSendsNothing() {
    String id = sent("ada", Note.to("bo")).id();
    Peer peer = peer(enrolled("auditor", Access.READER));
    assertThat(peer.refusal("message", new JsonObject().put("id", id))).isZero();
    assertThat(peer.refusal("send", note("bo"))).isEqualTo(403);
    Peer agent = peer(enrolled("carol", Access.AGENT));
    assertThat(agent.refusal("message", new JsonObject().put("id", id))).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "multichat.agent.bo",
        "multichat.agent.ADA",
        "multichat.agent.",
        "multichat.internal.record",
        "multichat.internal.committed",
        "multichat.session.private",
        "multichat.session.none",
        "multichat.session.*",
        "multichat.send",
        "__vertx.reply.1",
        "something"
      })
  void nothingElseIsHeard(String address) {
    await(
        daemon
            .coordinator()
            .open(Scene.as("bo"), new Opening("private", "Talk", List.of(), false)));
    Peer peer = peer(ada).register(address);
    eventually(() -> peer.failures().size() == 1);
    assertThat(peer.failures().get(0)).isIn(400, 403, 404);
    assertThat(peer.heard.get(0).getString("address")).isEqualTo(address);
    sent("ada", Note.to("bo"));
    sent("bo", Note.to("ada").in("private"));
    assertThat(peer.refusal("agents", NOTHING)).isZero();
    assertThat(peer.at(address)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "multichat.agent.bo",
        "multichat.internal.announced",
        "multichat.internal.record",
        "multichat.session.s",
        "multichat.enrol",
        "multichat.",
        "__vertx.reply.1",
        "something"
      })
  void nothingElseIsSaid(String address) {
    Peer peer = peer(operator);
    JsonObject refused = await(peer.asking(Peer.frame("send", address).put("body", NOTHING)));
    assertThat(refused.getInteger("failureCode")).isEqualTo(403);
    assertThat(refused.getString("message")).contains("multichat.<name>");
  }

  @Test
  void nothingIsPublished() {
    Peer peer = peer(operator).say(Peer.frame("publish", "multichat.send").put("body", NOTHING));
    eventually(() -> peer.failures().equals(List.of(403)));
  }

  @Test
  void whoLosesItsTokenIsToldAndLetGo() {
    Peer idle = peer(ada).register("multichat.agent.ada");
    Peer busy = connected(Peer.SOCKJS);
    assertThat(busy.refusal("agents", NOTHING, token(ada))).isZero();
    String next = await(daemon.identities().rotate(OPERATOR, "ada")).token();

    assertThat(busy.refusal("agents", NOTHING)).isEqualTo(401);

    assertThat(await(busy.closed.future())).startsWith("1008 The token was taken away");
    assertThat(busy.texts.get(busy.texts.size() - 1)).startsWith("c[1008,\"The token was taken");
    sent("bo", Note.to("ada"));
    assertThat(await(idle.closed.future())).startsWith("1008 The token was taken away");
    assertThat(idle.at("multichat.agent.ada")).isEmpty();
    assertThat(peer(next).refusal("agents", NOTHING)).isZero();
  }

  @Test
  void anotherTokenOfTheSameAgentTakesThePlaceOfTheOneBefore() {
    Peer peer = peer(ada);
    String next = await(daemon.identities().rotate(OPERATOR, "ada")).token();
    assertThat(peer.refusal("agents", NOTHING, token(next))).isZero();
    assertThat(peer.refusal("agents", NOTHING)).isZero();
  }

  @Test
  void theNewestStrangerTakesThePlaceOfTheOldest() {
    Peer known = stranger();
    assertThat(known.refusal("agents", NOTHING, token(ada))).isZero();
    Peer first = stranger();
    Peer second = connected(Peer.SOCKJS);
    for (int i = 2; i < 200; i++) {
      stranger();
    }
    assertThat(first.closed.future().isComplete()).isFalse();
    Peer next = connected(Peer.SOCKJS);
    assertThat(await(first.closed.future())).startsWith("1008 Too many connect without a token");
    assertThat(next.refusal("agents", NOTHING, token(bo))).isZero();
    assertThat(second.refusal("agents", NOTHING, token(bo))).isZero();
    assertThat(known.refusal("agents", NOTHING)).isZero();
  }

  @Test
  void anAgentWatchesFiveHundredSessionsOnAllItsConnections() {
    List<Peer> peers = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      Opening opening = new Opening("s" + i, "S", List.of("ada"), false);
      await(daemon.coordinator().open(Scene.as("bo"), opening));
    }
    for (int i = 0; i <= Places.MOST_STREAMS / 100; i++) {
      peers.add(peer(ada));
    }
    Peer last = peers.remove(peers.size() - 1);
    for (Peer peer : peers) {
      for (int i = 0; i < 100; i++) {
        peer.register("multichat.session.s" + i);
      }
      assertThat(peer.refusal("agents", NOTHING)).isZero();
    }
    last.register("multichat.session.s0");
    eventually(() -> last.failures().equals(List.of(429)));
    assertThat(peers).allSatisfy(peer -> assertThat(peer.failures()).isEmpty());
    peers.get(0).say(Peer.frame("unregister", "multichat.session.s5"));
    assertThat(peers.get(0).refusal("agents", NOTHING)).isZero();
    last.register("multichat.session.s0");
    assertThat(last.refusal("agents", NOTHING)).isZero();
    assertThat(last.failures()).hasSize(1);
  }
}
