package dev.multichat.gateway.bridge;

import static dev.multichat.contract.Scene.OPERATOR;
import static dev.multichat.store.contract.Trial.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.contract.Note;
import dev.multichat.contract.Scene;
import dev.multichat.core.Access;
import dev.multichat.core.InboxQuery;
import dev.multichat.core.Opening;
import dev.multichat.core.ReceiptState;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is recorded reaches the handlers of who is connected, at least once and nobody else. */
class BridgeDeliveryTest extends BridgeTrial {
  private static final String ADA = "multichat.agent.ada";

  private static List<String> types(List<JsonObject> frames) {
    return frames.stream().map(frame -> frame.getJsonObject("body").getString("type")).toList();
  }

  private static String body(JsonObject frame) {
    return frame.getJsonObject("body").getString("body");
  }

  @ParameterizedTest
  @ValueSource(strings = {Peer.RAW, Peer.SOCKJS})
  void aHandlersReplyIsTheAcknowledgement(String uri) {
    String waiting = sent("bo", Note.to("ada").body("Before").in(session()).id(Note.uuid())).id();
    Peer peer = connected(uri, token(ada)).register(ADA);
    JsonObject first = pushed(peer, ADA, 1);
    assertThat(body(first)).isEqualTo("Before");
    sent("bo", Note.to("ada").body("Behind").in("talk"));
    assertThat(state(waiting, "ada")).isNotEqualTo(ReceiptState.ACKNOWLEDGED);
    assertThat(peer.at(ADA)).hasSize(1);

    peer.say(reply(first));

    assertThat(body(pushed(peer, ADA, 2))).isEqualTo("Behind");
    eventually(() -> state(waiting, "ada") == ReceiptState.ACKNOWLEDGED);
  }

  private String session() {
    await(
        daemon
            .coordinator()
            .open(Scene.as("bo"), new Opening("talk", "Talk", List.of("ada"), false)));
    return "talk";
  }

  @Test
  void whatACutConnectionDidNotAcknowledgeComesAgainAndIsNoFailure() {
    String id = sent("bo", Note.to("ada")).id();
    for (int i = 0; i < 5; i++) {
      Peer cut = peer(ada).register(ADA);
      pushed(cut, ADA, 1);
      cut.close();
    }
    Peer peer = peer(ada).register(ADA);
    JsonObject again = pushed(peer, ADA, 1);
    assertThat(again.getJsonObject("body").getString("id")).isEqualTo(id);
    peer.say(reply(again));
    eventually(() -> state(id, "ada") == ReceiptState.ACKNOWLEDGED);
  }

  @Test
  void nobodyAcknowledgesForAnother() {
    String id = sent("bo", Note.to("ada")).id();
    JsonObject push = pushed(peer(ada).register(ADA), ADA, 1);
    Peer other = peer(bo).say(reply(push));
    for (int i = 0; i < 50; i++) {
      other.say(Peer.frame("send", "__vertx.reply." + i));
    }
    eventually(() -> other.failures().size() == 51);
    assertThat(state(id, "ada")).isNotEqualTo(ReceiptState.ACKNOWLEDGED);
  }

  @Test
  void whoUnregisteredIsPushedNothing() {
    Peer peer = peer(ada).register(ADA);
    assertThat(peer.refusal("agents", NOTHING)).isZero();
    peer.say(Peer.frame("unregister", ADA));
    assertThat(peer.refusal("agents", NOTHING)).isZero();
    String id = sent("bo", Note.to("ada")).id();
    peer.register(ADA);
    JsonObject push = pushed(peer, ADA, 1);
    assertThat(push.getJsonObject("body").getString("id")).isEqualTo(id);
    assertThat(peer.failures()).isEmpty();
  }

  @Test
  void anOperatorTakesAnAgentsMessagesInItsName() {
    Peer peer = peer(operator).register(ADA, "Multichat-Agent", "ada");
    sent("bo", Note.to("ada"));
    pushed(peer, ADA, 1);
    Peer plain = peer(operator).register(ADA);
    eventually(() -> plain.failures().equals(List.of(403)));
  }

  @Test
  void aSessionIsShownInOrderUntilItsWatcherLeaves() {
    enrolled("carol", Access.AGENT);
    await(
        daemon
            .coordinator()
            .open(Scene.as("bo"), new Opening("talk", "Talk", List.of("ada", "carol"), false)));
    String address = "multichat.session.talk";
    Peer peer = peer(ada).register(address);
    assertThat(peer.refusal("agents", NOTHING)).isZero();
    for (int i = 0; i < 5; i++) {
      sent("bo", Note.to().in("talk").body("" + i));
    }
    eventually(() -> peer.at(address).size() == 5);
    assertThat(peer.at(address).stream().map(f -> f.getJsonObject("body").getJsonObject("message")))
        .extracting(message -> message.getString("body"))
        .containsExactly("0", "1", "2", "3", "4");
    await(daemon.coordinator().leave(Scene.as("ada"), "talk"));
    sent("bo", Note.to().in("talk").body("Alone"));
    eventually(() -> peer.failures().equals(List.of(403)));
    assertThat(types(peer.at(address)).stream().skip(5)).containsExactly("left");
    assertThat(peer.heard.get(peer.heard.size() - 1).getString("address")).isEqualTo(address);
  }

  @Test
  void aReaderWatchesEverySession() {
    await(daemon.coordinator().open(Scene.as("bo"), new Opening("s", "S", List.of(), false)));
    Peer peer = peer(enrolled("auditor", Access.READER)).register("multichat.session.s");
    assertThat(peer.refusal("agents", NOTHING)).isZero();
    sent("bo", Note.to("ada").in("s"));
    eventually(() -> types(peer.at("multichat.session.s")).contains("message"));
  }

  @Test
  void aBatchOfFramesIsDoneInItsOrder() {
    String id = sent("bo", Note.to("ada")).id();
    Peer peer = connected(Peer.SOCKJS, token(ada));
    JsonArray batch = new JsonArray();
    JsonObject register = Peer.frame("register", ADA);
    JsonObject send = Peer.frame("send", "multichat.send").put("body", Note.to("bo").json());
    Stream.of(register, send).forEach(frame -> batch.add(frame.encode()));
    peer.write(batch.encode());
    assertThat(pushed(peer, ADA, 1).getJsonObject("body").getString("id")).isEqualTo(id);
    InboxQuery next = new InboxQuery(null, 20_000, 10, null);
    assertThat(await(daemon.coordinator().inbox(Scene.as("bo"), next)).items()).hasSize(1);
  }

  @Test
  void askComesBackWithTheReplies() {
    Peer bos = peer(bo).register("multichat.agent.bo");
    Peer adas = peer(ada);
    JsonObject question = Note.request("bo").json().put("waitMs", 20_000);
    var answered = adas.asking(Peer.frame("send", "multichat.ask").put("body", question));
    String id = pushed(bos, "multichat.agent.bo", 1).getJsonObject("body").getString("id");
    assertThat(bos.refusal("send", Note.to().answers(id).body("Yes").json())).isZero();
    JsonObject answer = await(answered).getJsonObject("body");
    assertThat(answer.getString("state")).isEqualTo("answered");
    assertThat(answer.getJsonArray("replies").getJsonObject(0).getString("body")).isEqualTo("Yes");
    eventually(
        () -> await(daemon.coordinator().receipts(OPERATOR, id)).of("bo") == ReceiptState.REPLIED);
  }
}
