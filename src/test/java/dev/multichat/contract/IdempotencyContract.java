package dev.multichat.contract;

import static dev.multichat.contract.Scene.OPERATOR;
import static dev.multichat.contract.Scene.as;
import static dev.multichat.contract.Scene.refused;
import static dev.multichat.store.contract.Trial.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.core.ErrorCode;
import dev.multichat.core.Receipt;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The same id, or the same key, with the same content gives back the first receipt for ever. */
public interface IdempotencyContract extends Promises {
  String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

  @Test
  default void theSameIdGivesBackTheFirstReceipt() {
    Scene s = scene().with("agent-2", "agent-3");
    Note note = Note.to("agent-3").id(Note.uuid());
    Receipt first = s.send("agent-2", note);
    assertThat(s.send("agent-2", note)).isEqualTo(first);
    s.restart();
    assertThat(s.send("agent-2", note)).isEqualTo(first);
    assertThat(s.inbox("agent-3")).hasSize(1);
  }

  @Test
  default void anIdInCapitalsIsTheSameId() {
    Scene s = scene().with("agent-2", "agent-3");
    String id = Note.uuid();
    Receipt first = s.send("agent-2", Note.to("agent-3").id(id));
    Receipt again = s.send("agent-2", Note.to("agent-3").id(id.toUpperCase(Locale.ROOT)));
    assertThat(again).isEqualTo(first);
  }

  @Test
  default void theSameKeyGivesBackTheFirstReceiptToItsSenderAlone() {
    Scene s = scene().with("agent-2", "agent-3", "agent-4");
    Note note = Note.to("agent-3").with("key", "build 17");
    Receipt first = s.send("agent-2", note);
    assertThat(s.send("agent-2", note)).isEqualTo(first);
    assertThat(UUID.fromString(first.id()).version()).isEqualTo(8);
    assertThat(s.send("agent-4", note).id()).isNotEqualTo(first.id());
    refused(
            ErrorCode.CONFLICT,
            s.hub.send(as("agent-2"), Note.to("agent-4").with("key", "build 17").draft()))
        .contains(first.id());
  }

  @Test
  default void theTraceIsNoPartOfWhatWasSaid() {
    Scene s = scene().with("agent-2", "agent-3");
    Note note = Note.to("agent-3").id(Note.uuid());
    Receipt first = s.send("agent-2", note.with("traceparent", TRACE));
    assertThat(s.send("agent-2", note.with("traceparent", TRACE.replace("-01", "-00"))))
        .isEqualTo(first);
  }

  @Test
  default void theFirstReceiptComesBackAfterTheSessionWasClosed() {
    Scene s = scene().with("agent-2", "agent-3");
    s.session("talk", "agent-2", "agent-3");
    Note note = Note.to().in("talk").id(Note.uuid());
    Receipt first = s.send("agent-2", note);
    await(s.hub.leave(as("agent-3"), "talk"));
    await(s.hub.close(as("agent-2"), "talk"));
    assertThat(s.send("agent-2", note)).isEqualTo(first);
  }

  @Test
  default void theFirstReceiptComesBackAfterRecipientAndSenderWereRevoked() {
    Scene s = scene().with("agent-2", "agent-3");
    Note note = Note.to("agent-3").id(Note.uuid());
    Receipt first = s.send("agent-2", note);
    await(s.hub.revoke(OPERATOR, "agent-3"));
    assertThat(s.send("agent-2", note)).isEqualTo(first);
    await(s.hub.revoke(OPERATOR, "agent-2"));
    assertThat(s.send("agent-2", note)).isEqualTo(first);
  }

  @Test
  default void theFirstReceiptComesBackWhenWhatWasSaidIsOverALimitNow() {
    Scene s = scene().with("agent-1", "agent-2");
    Note note = Note.to("*").id(Note.uuid());
    Receipt first = s.send("agent-1", note);
    s.with("agent-3", "agent-4", "agent-5", "agent-6", "agent-7", "agent-8");
    assertThat(s.send("agent-1", note)).isEqualTo(first);
  }

  @Test
  default void theFirstReceiptComesBackWhenWhatWasSaidIsOverdueNow() {
    Scene s = scene().with("agent-2", "agent-3");
    String soon = Instant.now().plusMillis(300).toString();
    Note note = Note.request("agent-3").id(Note.uuid()).with("replyBy", soon);
    Receipt first = s.send("agent-2", note);
    s.rest(350);
    assertThat(s.send("agent-2", note)).isEqualTo(first);
  }

  @Test
  default void theSameIdWithOtherContentIsAConflict() {
    Scene s = scene().with("agent-2", "agent-3", "agent-4");
    String id = Note.uuid();
    s.send("agent-2", Note.to("agent-3").id(id));
    Note[] others = {
      Note.to("agent-3").id(id).body("other"),
      Note.to("agent-4").id(id),
      Note.request("agent-3").id(id),
      Note.to("agent-3").id(id).in("nowhere"),
      Note.to("nobody").id(id),
    };
    for (Note other : others) {
      refused(ErrorCode.CONFLICT, s.hub.send(as("agent-2"), other.draft())).contains(id);
    }
    assertThat(s.inbox("agent-3")).hasSize(1);
    assertThat(s.inbox("agent-4")).isEmpty();
  }

  @Test
  default void theSameIdFromSomebodyElseIsAConflictThatRevealsNothing() {
    Scene s = scene().with("agent-2", "agent-3", "agent-4");
    String id = Note.uuid();
    Receipt first = s.send("agent-2", Note.to("agent-3").id(id).body("secret"));
    refused(ErrorCode.CONFLICT, s.hub.send(as("agent-4"), note(id).draft()))
        .doesNotContain("secret")
        .doesNotContain("agent-")
        .doesNotContain(first.session());
    assertThat(s.inbox("agent-3")).hasSize(1);
  }

  private static Note note(String id) {
    return Note.to("agent-3").id(id).body("secret");
  }

  @Test
  default void sendingTheSameAtOnceRecordsItOnce() {
    Scene s = scene().with("agent-2", "agent-3");
    Note note = Note.to("agent-3").id(Note.uuid());
    List<Future<Receipt>> all = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      all.add(s.hub.send(as("agent-2"), note.draft()));
    }
    assertThat(all.stream().map(f -> await(f)).distinct()).hasSize(1);
    assertThat(s.inbox("agent-3")).hasSize(1);
  }
}
