package dev.multichat.deliver;

import static dev.multichat.contract.Scene.OPERATOR;
import static dev.multichat.contract.Scene.as;
import static dev.multichat.store.contract.Trial.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.contract.Note;
import dev.multichat.core.Message;
import dev.multichat.core.ReceiptState;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Pushing what is recorded to handlers that take it. */
class DeliveryTest extends DeliveryTrial {

  @Test
  void aHandlerHasOneInFlightPerSessionAndSessionsGoInParallel() {
    open(PATIENT, "agent-2", "agent-3");
    scene.session("talk", "agent-2", "agent-3");
    scene.session("walk", "agent-2", "agent-3");
    Map<String, Promise<Void>> held = new ConcurrentHashMap<>();
    handler("agent-3", m -> held.computeIfAbsent(m.id(), id -> Promise.promise()).future());
    List<String> talk = talk("agent-2", 3);
    String walk = scene.send("agent-2", Note.to().in("walk")).id();
    taken(2);
    scene.rest(50);
    assertThat(takenIds()).containsExactlyInAnyOrder(talk.get(0), walk);
    held.get(talk.get(0)).complete();
    taken(3);
    held.get(talk.get(1)).complete();
    taken(4);
    assertThat(takenIds()).containsSubsequence(talk);
    scene.eventually(() -> scene.inbox("agent-3").size() == 2);
  }

  @Test
  void manyThatWaitedArriveOnceAndInOrderWhileMoreCome() {
    open(PATIENT, "agent-2", "agent-3");
    scene.session("talk", "agent-2", "agent-3");
    List<String> sent = new ArrayList<>(talk("agent-2", 150));
    handler("agent-3", DeliveryTrial::yes);
    List<Future<?>> more = new ArrayList<>();
    for (int i = 0; i < 150; i++) {
      String id = Note.uuid();
      sent.add(id);
      more.add(scene.hub.send(as("agent-2"), Note.to().in("talk").id(id).draft()));
      if (i % 10 == 0) {
        scene.hub.presence(as("agent-3"), null);
      }
    }
    await(Future.all(more));
    taken(300);
    scene.eventually(() -> scene.inbox("agent-3").isEmpty());
    scene.rest(50);
    assertThat(takenIds()).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(sent);
    assertThat(taken).extracting(Message::seq).isSorted();
  }

  @Test
  void nothingIsPushedBeforeItIsInTheStore() {
    open(PATIENT, "agent-2", "agent-3");
    List<Message> found = new CopyOnWriteArrayList<>();
    handler("agent-3", m -> scene.hub.message(OPERATOR, m.id()).onSuccess(found::add));
    for (int i = 0; i < 20; i++) {
      scene.send("agent-2", Note.to("agent-3"));
    }
    scene.eventually(() -> scene.inbox("agent-3").isEmpty());
    assertThat(found).hasSize(20).containsExactlyInAnyOrderElementsOf(taken);
  }

  @Test
  void takingIsAcknowledging() {
    open(PATIENT, "agent-2", "agent-3");
    handler("agent-3", DeliveryTrial::yes);
    String id = scene.send("agent-2", Note.to("agent-3")).id();
    scene.eventually(() -> state(id) == ReceiptState.ACKNOWLEDGED);
    assertThat(scene.inbox("agent-3")).isEmpty();
  }

  private ReceiptState state(String id) {
    return await(scene.hub.receipts(as("agent-2"), id)).of("agent-3");
  }

  @Test
  void aHandlerThatNobodyAnnouncedGetsEverythingInOrder() {
    open(HASTY, "agent-2", "agent-3");
    scene.session("talk", "agent-2", "agent-3");
    List<String> sent = talk("agent-2", 5);
    List<String> got = new CopyOnWriteArrayList<>();
    MessageConsumer<JsonObject> raw = vertx.eventBus().consumer("multichat.agent.agent-3");
    raw.handler(
        push -> {
          got.add(push.body().getString("id"));
          push.reply("anything");
        });
    await(raw.completion());
    scene.eventually(() -> got.size() == 5);
    await(raw.unregister());
    assertThat(got).isEqualTo(sent);
  }

  @Test
  void absenceNeverCountsTowardsDead() {
    open(HASTY, "agent-2", "agent-3");
    String id = scene.send("agent-2", Note.to("agent-3")).id();
    for (int i = 0; i < 10; i++) {
      await(scene.hub.presence(as("agent-3"), null));
      scene.rest(10);
    }
    assertThat(state(id)).isEqualTo(ReceiptState.RECORDED);
    handler("agent-3", DeliveryTrial::yes);
    scene.eventually(() -> state(id) == ReceiptState.ACKNOWLEDGED);
    assertThat(takenIds()).containsExactly(id);
  }

  @Test
  void acknowledgingInAnotherWayFreesTheSessionAtOnce() {
    open(PATIENT, "agent-2", "agent-3");
    scene.session("talk", "agent-2", "agent-3");
    handler("agent-3", DeliveryTrial::never);
    List<String> sent = talk("agent-2", 3);
    taken(1);
    await(scene.hub.acknowledge(as("agent-3"), List.of(sent.get(0))));
    taken(2);
    scene.send("agent-3", Note.to().answers(sent.get(1)));
    taken(3);
    assertThat(takenIds()).isEqualTo(sent);
  }

  @Test
  void whatIsAcknowledgedWhileItWaitsInLineIsNotPushed() {
    open(PATIENT, "agent-2", "agent-3");
    scene.session("talk", "agent-2", "agent-3");
    handler("agent-3", DeliveryTrial::never);
    List<String> sent = talk("agent-2", 3);
    taken(1);
    await(scene.hub.acknowledge(as("agent-3"), List.of(sent.get(1), sent.get(0))));
    taken(2);
    assertThat(takenIds()).containsExactly(sent.get(0), sent.get(2));
  }

  @Test
  void afterARestartWhatWasNotAcknowledgedIsPushedAgain() {
    open(PATIENT, "agent-2", "agent-3");
    scene.session("talk", "agent-2", "agent-3");
    List<String> sent = talk("agent-2", 3);
    handler("agent-3", m -> m.id().equals(sent.get(0)) ? yes(m) : never(m));
    taken(2);
    scene.eventually(() -> state(sent.get(0)) == ReceiptState.ACKNOWLEDGED);
    endHandlers();
    scene.restart();
    taken.clear();
    handler("agent-3", DeliveryTrial::yes);
    taken(2);
    assertThat(takenIds()).containsExactly(sent.get(1), sent.get(2));
  }

  @Test
  void whatExpiredIsNotPushed() {
    open(PATIENT, "agent-2", "agent-3");
    scene.session("talk", "agent-2", "agent-3");
    String soon = Instant.now().plusMillis(150).toString();
    String id = scene.send("agent-2", Note.to().in("talk").with("expiresAt", soon)).id();
    List<String> rest = talk("agent-2", 1);
    scene.eventually(() -> state(id) == ReceiptState.EXPIRED);
    handler("agent-3", DeliveryTrial::yes);
    taken(1);
    assertThat(takenIds()).isEqualTo(rest);
  }

  @Test
  void anAgentThatIsNotRegisteredDoesNotStayWithAHandler() {
    open(PATIENT, "agent-2");
    assertThat(scene.client.receive(as("agent-9"), DeliveryTrial::yes))
        .satisfies(f -> scene.eventually(f::failed));
    scene.with("agent-9");
    String id = scene.send("agent-2", Note.to("agent-9")).id();
    scene.rest(50);
    assertThat(await(scene.hub.receipts(as("agent-2"), id)).of("agent-9"))
        .isEqualTo(ReceiptState.RECORDED);
  }
}
