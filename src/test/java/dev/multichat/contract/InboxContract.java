package dev.multichat.contract;

import static dev.multichat.contract.Scene.OPERATOR;
import static dev.multichat.contract.Scene.as;
import static dev.multichat.contract.Scene.refused;
import static dev.multichat.store.contract.Trial.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.core.ErrorCode;
import dev.multichat.core.InboxQuery;
import dev.multichat.core.Message;
import dev.multichat.core.Page;
import dev.multichat.core.Receipt;
import dev.multichat.core.ReceiptState;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The inbox: order, pages, waiting, what is claimed of it, and acknowledging. */
public interface InboxContract extends Promises {

  @Test
  default void messagesComeInOrderOfCommitOverAllSessions() {
    Scene s = scene().with("agent-2", "agent-3", "agent-4");
    List<String> sent = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      sent.add(s.send(i % 2 == 0 ? "agent-2" : "agent-4", Note.to("agent-3")).id());
    }
    assertThat(s.inboxIds("agent-3")).isEqualTo(sent);
    s.restart();
    assertThat(s.inboxIds("agent-3")).isEqualTo(sent);
  }

  @Test
  default void aCursorGoesOnBehindThePage() {
    Scene s = scene().with("agent-2", "agent-3");
    List<String> sent = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      sent.add(s.send("agent-2", Note.to("agent-3")).id());
    }
    Page<Message> one = page(null);
    Page<Message> two = page(one.next());
    Page<Message> three = page(two.next());
    List<String> read = new ArrayList<>();
    List.of(one, two, three).forEach(page -> page.items().forEach(m -> read.add(m.id())));
    assertThat(read).isEqualTo(sent);
    assertThat(three.next()).isNull();
    refused(ErrorCode.INVALID, s.hub.inbox(as("agent-3"), new InboxQuery(null, 0, 2, "?")))
        .contains("cursor");
  }

  private Page<Message> page(String cursor) {
    return await(scene().hub.inbox(as("agent-3"), new InboxQuery(null, 0, 2, cursor)));
  }

  @Test
  default void aBadCursorDoesNotLeaveItsCallerWaiting() {
    Scene s = scene().with("agent-2", "agent-3");
    refused(ErrorCode.INVALID, s.hub.inbox(as("agent-3"), new InboxQuery(null, 1000, 2, "?")));
    assertThat(await(s.hub.presence(as("agent-2"), "agent-3")).get(0).present()).isFalse();
  }

  @Test
  @Timeout(15)
  default void anEmptyInboxIsWaitedAtUntilSomethingComes() {
    Scene s = scene().with("agent-2", "agent-3");
    Future<Page<Message>> waiting =
        s.hub.inbox(as("agent-3"), new InboxQuery(null, 20_000, 9, null));
    Receipt sent = s.send("agent-2", Note.to("agent-3"));
    assertThat(await(waiting).items()).extracting(Message::id).containsExactly(sent.id());
    Future<Page<Message>> nothing = s.hub.inbox(as("agent-2"), new InboxQuery(null, 30, 9, null));
    assertThat(await(nothing).items()).isEmpty();
  }

  @Test
  default void whatIsReturnedIsMarkedDeliveredAndNothingMoreIsClaimed() {
    Scene s = scene().with("agent-2", "agent-3", "agent-4");
    String id = s.send("agent-2", Note.to("agent-3", "agent-4")).id();
    assertThat(state(id, "agent-3")).isEqualTo(ReceiptState.RECORDED);
    await(s.hub.inbox(OPERATOR, new InboxQuery("agent-3", 0, 9, null)));
    s.rest(50);
    assertThat(state(id, "agent-3")).isEqualTo(ReceiptState.RECORDED);
    s.inbox("agent-3");
    s.eventually(() -> state(id, "agent-3") == ReceiptState.DELIVERED);
    assertThat(state(id, "agent-4")).isEqualTo(ReceiptState.RECORDED);
    assertThat(s.inboxIds("agent-3")).containsExactly(id);
    await(s.hub.acknowledge(as("agent-3"), List.of(id)));
    assertThat(state(id, "agent-3")).isEqualTo(ReceiptState.ACKNOWLEDGED);
    s.send("agent-3", Note.to().answers(id));
    assertThat(state(id, "agent-3")).isEqualTo(ReceiptState.REPLIED);
    await(s.hub.acknowledge(as("agent-3"), List.of(id)));
    assertThat(state(id, "agent-3")).isEqualTo(ReceiptState.REPLIED);
  }

  private ReceiptState state(String id, String agent) {
    return await(scene().hub.receipts(as("agent-2"), id)).of(agent);
  }

  @Test
  default void somebodyElsesInboxIsForbidden() {
    Scene s = scene().with("agent-2", "agent-3");
    refused(ErrorCode.FORBIDDEN, s.hub.inbox(as("agent-2"), new InboxQuery("agent-3", 0, 9, null)));
    s.send("agent-2", Note.to("agent-3"));
    assertThat(await(s.hub.inbox(OPERATOR, new InboxQuery("agent-3", 0, 9, null))).items())
        .hasSize(1);
  }

  @Test
  default void acknowledgingTakesOutOfTheInboxAndAgainChangesNothing() {
    Scene s = scene().with("agent-2", "agent-3");
    String one = s.send("agent-2", Note.to("agent-3")).id();
    String two = s.send("agent-2", Note.to("agent-3")).id();
    String three = s.send("agent-2", Note.to("agent-3")).id();
    assertThat(await(s.hub.acknowledge(as("agent-3"), List.of(three, one))))
        .containsExactly(three, one);
    assertThat(s.inboxIds("agent-3")).containsExactly(two);
    assertThat(await(s.hub.acknowledge(as("agent-3"), List.of(one)))).containsExactly(one);
    s.restart();
    assertThat(s.inboxIds("agent-3")).containsExactly(two);
  }

  @Test
  default void noneIsAcknowledgedWhenOneIsNotTheCallers() {
    Scene s = scene().with("agent-2", "agent-3", "agent-4");
    String mine = s.send("agent-2", Note.to("agent-3")).id();
    String other = s.send("agent-2", Note.to("agent-4")).id();
    refused(ErrorCode.NOT_FOUND, s.hub.acknowledge(as("agent-3"), List.of(mine, other)))
        .contains(other);
    refused(ErrorCode.NOT_FOUND, s.hub.acknowledge(as("agent-3"), List.of(other)));
    refused(ErrorCode.NOT_FOUND, s.hub.acknowledge(as("agent-3"), List.of(Note.uuid(), mine)));
    refused(ErrorCode.INVALID, s.hub.acknowledge(as("agent-3"), List.of("7")));
    refused(ErrorCode.INVALID, s.hub.acknowledge(as("agent-3"), List.of()));
    assertThat(s.inboxIds("agent-3")).containsExactly(mine);
    assertThat(s.inboxIds("agent-4")).containsExactly(other);
  }
}
