package dev.multichat.deliver;

import static dev.multichat.contract.Scene.OPERATOR;
import static dev.multichat.contract.Scene.as;
import static dev.multichat.store.contract.Trial.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.config.DeliverySettings;
import dev.multichat.contract.Note;
import dev.multichat.core.Entry;
import dev.multichat.core.EntryType;
import dev.multichat.core.Kind;
import dev.multichat.core.Message;
import dev.multichat.core.PageQuery;
import dev.multichat.core.ReceiptState;
import io.vertx.core.Future;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Pushing again, with growing pauses, and giving up. */
class RedeliveryTest extends DeliveryTrial {

  @Test
  void pausesGrowUpToTheLongest() {
    open(new DeliverySettings(1000, 20, 60, 5), "agent-2", "agent-3");
    List<Long> times = new CopyOnWriteArrayList<>();
    handler("agent-3", m -> no(m, times));
    scene.send("agent-2", Note.to("agent-3"));
    scene.eventually(() -> !dead().isEmpty());
    assertThat(times).hasSize(5);
    long[] least = {20, 40, 60, 60};
    for (int i = 0; i < least.length; i++) {
      long pause = TimeUnit.NANOSECONDS.toMillis(times.get(i + 1) - times.get(i));
      assertThat(pause).isGreaterThanOrEqualTo(least[i] - 1);
    }
  }

  private static Future<?> no(Message message, List<Long> times) {
    times.add(System.nanoTime());
    return no(message);
  }

  private List<String> dead() {
    return await(scene.hub.dead(OPERATOR, new PageQuery(9, null))).items().stream()
        .map(letter -> letter.message())
        .toList();
  }

  @Test
  void aHandlerThatNeverRepliesMakesItDeadAndTheSenderIsTold() {
    open(HASTY, "agent-2", "agent-3");
    scene.session("talk", "agent-2", "agent-3");
    List<Entry> shown = watch("talk");
    handler("agent-3", DeliveryTrial::never);
    String id = talk("agent-2", 1).get(0);
    scene.eventually(() -> shown.stream().anyMatch(e -> e.type() == EntryType.DEAD));
    Entry event = shown.stream().filter(e -> e.type() == EntryType.DEAD).findFirst().orElseThrow();
    assertThat(event.about()).isEqualTo(id);
    assertThat(event.agent()).isEqualTo("agent-3");
    assertThat(event.reason()).contains("3 times");
    Message notice = scene.arrived("agent-2").get(0);
    assertThat(notice.from()).isEqualTo("hub");
    assertThat(notice.kind()).isEqualTo(Kind.FAILURE);
    assertThat(notice.body()).contains(id).contains("agent-3");
    assertThat(dead()).containsExactly(id);
  }

  @Test
  void whatWaitsBehindADeadMessageIsPushedAtOnce() {
    open(new DeliverySettings(30_000, 1, 60_000, 1), "agent-2", "agent-3");
    scene.session("talk", "agent-2", "agent-3");
    List<String> sent = talk("agent-2", 2);
    handler("agent-3", m -> m.id().equals(sent.get(0)) ? no(m) : yes(m));
    taken(2);
    assertThat(takenIds()).isEqualTo(sent);
    scene.eventually(() -> scene.inbox("agent-3").isEmpty());
    assertThat(dead()).containsExactly(sent.get(0));
  }

  @Test
  void aRequeuedMessageIsPushedAgain() {
    open(HASTY, "agent-2", "agent-3");
    AtomicBoolean mended = new AtomicBoolean();
    handler("agent-3", m -> mended.get() ? yes(m) : no(m));
    String id = scene.send("agent-2", Note.to("agent-3")).id();
    scene.eventually(() -> dead().contains(id));
    mended.set(true);
    await(scene.hub.requeue(OPERATOR, id, "agent-3"));
    scene.eventually(() -> state(id) == ReceiptState.ACKNOWLEDGED);
    assertThat(dead()).isEmpty();
    assertThat(taken).hasSize(4);
  }

  private ReceiptState state(String id) {
    return await(scene.hub.receipts(OPERATOR, id)).of("agent-3");
  }

  @Test
  void inAClosedSessionItDiesOnceAndIsNotPushedAgain() {
    open(HASTY, "agent-2", "agent-3");
    scene.session("talk", "agent-2", "agent-3");
    String id = talk("agent-2", 1).get(0);
    await(scene.hub.close(as("agent-2"), "talk"));
    handler("agent-3", DeliveryTrial::no);
    scene.eventually(() -> state(id) == ReceiptState.DEAD);
    scene.rest(150);
    assertThat(taken).hasSize(3);
  }

  @Test
  void aPauseThatIsOverDoesNotPushTheNextOneTwice() {
    open(new DeliverySettings(30_000, 400, 400, 3), "agent-2", "agent-3");
    scene.session("talk", "agent-2", "agent-3");
    List<String> sent = talk("agent-2", 2);
    handler("agent-3", m -> m.id().equals(sent.get(0)) ? no(m) : never(m));
    taken(1);
    scene.rest(10);
    await(scene.hub.acknowledge(as("agent-3"), List.of(sent.get(0))));
    scene.eventually(() -> takenIds().contains(sent.get(1)));
    scene.rest(600);
    assertThat(takenIds()).containsOnlyOnce(sent.get(1));
  }

  @Test
  void anAgentRevokedMeanwhileIsNotPushedToAgain() {
    open(new DeliverySettings(50, 20, 40, 1000), "agent-2", "agent-3");
    handler("agent-3", DeliveryTrial::no);
    scene.send("agent-2", Note.to("agent-3"));
    taken(2);
    await(scene.hub.revoke(OPERATOR, "agent-3"));
    scene.rest(100);
    int pushes = taken.size();
    scene.rest(200);
    assertThat(taken).hasSize(pushes);
  }

  @Test
  void failuresAreCountedForEachMessage() {
    open(HASTY, "agent-2", "agent-3");
    scene.session("talk", "agent-2", "agent-3");
    List<String> sent = talk("agent-2", 3);
    handler("agent-3", m -> tries(m.id()) < 3 ? no(m) : yes(m));
    scene.eventually(() -> scene.inbox("agent-3").isEmpty());
    assertThat(dead()).isEmpty();
    assertThat(takenIds().stream().distinct()).containsExactlyElementsOf(sent);
    assertThat(taken).hasSize(9);
  }

  private long tries(String id) {
    return taken.stream().filter(m -> m.id().equals(id)).count();
  }
}
