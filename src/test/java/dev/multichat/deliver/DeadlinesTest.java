package dev.multichat.deliver;

import static dev.multichat.contract.Scene.OPERATOR;
import static dev.multichat.contract.Scene.as;
import static dev.multichat.store.contract.Trial.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.contract.Note;
import dev.multichat.core.Agenda;
import dev.multichat.core.Entry;
import dev.multichat.core.EntryType;
import dev.multichat.core.ExchangeState;
import dev.multichat.core.ReceiptState;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** What becomes overdue or expires is recorded when it does. */
class DeadlinesTest extends DeliveryTrial {
  private Instant due;

  /** The question, due in so many milliseconds. */
  private Note soon(String field, long millis) {
    due = Instant.now().plusMillis(millis);
    return Note.request("agent-3").with(field, due.toString()).in("talk");
  }

  private Entry event(List<Entry> shown, EntryType type) {
    scene.eventually(() -> shown.stream().anyMatch(e -> e.type() == type));
    return shown.stream().filter(e -> e.type() == type).findFirst().orElseThrow();
  }

  private ExchangeState state(String id) {
    return await(scene.hub.devlog(OPERATOR, id)).state();
  }

  @Test
  void aQuestionIsOverdueAtItsTimeUntilTheLateReply() {
    open(PATIENT, "agent-2", "agent-3");
    scene.session("talk", "agent-2", "agent-3");
    List<Entry> shown = watch("talk");
    String id = scene.send("agent-2", soon("replyBy", 120)).id();
    assertThat(state(id)).isEqualTo(ExchangeState.WAITING);
    Entry overdue = event(shown, EntryType.OVERDUE);
    assertThat(overdue.about()).isEqualTo(id);
    assertThat(overdue.at()).isAfterOrEqualTo(due.minusMillis(1));
    assertThat(state(id)).isEqualTo(ExchangeState.OVERDUE);
    assertThat(await(scene.hub.agenda(as("agent-3"), null)).awaiting())
        .extracting(Agenda.Awaiting::overdue)
        .containsExactly(true);
    scene.send("agent-3", Note.to().answers(id));
    assertThat(state(id)).isEqualTo(ExchangeState.ANSWERED);
  }

  @Test
  void whoRepliedInTimeIsNotOverdue() {
    open(PATIENT, "agent-2", "agent-3");
    scene.session("talk", "agent-2", "agent-3");
    List<Entry> shown = watch("talk");
    String id = scene.send("agent-2", soon("replyBy", 150)).id();
    scene.send("agent-3", Note.to().answers(id));
    scene.rest(250);
    assertThat(shown).extracting(Entry::type).doesNotContain(EntryType.OVERDUE);
    assertThat(state(id)).isEqualTo(ExchangeState.ANSWERED);
  }

  @Test
  void aMessageExpiresAtItsTimeForWhoDidNotTakeIt() {
    open(PATIENT, "agent-2", "agent-3");
    scene.session("talk", "agent-2", "agent-3");
    List<Entry> shown = watch("talk");
    String id = scene.send("agent-2", soon("expiresAt", 120)).id();
    assertThat(scene.inboxIds("agent-3")).containsExactly(id);
    assertThat(event(shown, EntryType.EXPIRED).about()).isEqualTo(id);
    assertThat(scene.inbox("agent-3")).isEmpty();
    assertThat(await(scene.hub.receipts(OPERATOR, id)).of("agent-3"))
        .isEqualTo(ReceiptState.EXPIRED);
    assertThat(state(id)).isEqualTo(ExchangeState.ANSWERED);
  }

  @Test
  void whatWasDueWhileNoHubRanIsRecordedAtTheNextStart() {
    open(PATIENT, "agent-2", "agent-3");
    scene.session("talk", "agent-2", "agent-3");
    String late = scene.send("agent-2", soon("replyBy", 300)).id();
    String over = scene.send("agent-2", soon("expiresAt", 300)).id();
    scene.close();
    scene.rest(350);
    scene.start();
    scene.eventually(() -> state(late) == ExchangeState.OVERDUE);
    scene.eventually(
        () -> await(scene.hub.receipts(OPERATOR, over)).of("agent-3") == ReceiptState.EXPIRED);
  }

  @Test
  void anEarlierDeadlineThatComesLaterIsKeptToo() {
    open(PATIENT, "agent-2", "agent-3");
    scene.session("talk", "agent-2", "agent-3");
    String far = scene.send("agent-2", soon("replyBy", 3_600_000)).id();
    String near = scene.send("agent-2", soon("replyBy", 80)).id();
    scene.eventually(() -> state(near) == ExchangeState.OVERDUE);
    assertThat(state(far)).isEqualTo(ExchangeState.WAITING);
  }

  @Test
  void manyThatAreDueAtOnceAreAllRecorded() {
    open(PATIENT, "agent-2", "agent-3");
    scene.session("talk", "agent-2", "agent-3");
    String at = Instant.now().plusMillis(1500).toString();
    List<String> ids = new CopyOnWriteArrayList<>();
    for (int i = 0; i < 230; i++) {
      String id = Note.uuid();
      ids.add(id);
      Note note = Note.request("agent-3").in("talk").id(id).with("expiresAt", at);
      scene.hub.send(as("agent-2"), note.draft());
    }
    scene.eventually(() -> scene.inbox("agent-3").size() == 230);
    scene.eventually(() -> scene.inbox("agent-3").isEmpty());
    assertThat(state(ids.get(229))).isEqualTo(ExchangeState.ANSWERED);
  }
}
