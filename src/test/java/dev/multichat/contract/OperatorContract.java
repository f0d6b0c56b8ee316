package dev.multichat.contract;

import static dev.multichat.contract.Scene.OPERATOR;
import static dev.multichat.contract.Scene.as;
import static dev.multichat.contract.Scene.refused;
import static dev.multichat.store.contract.Trial.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.bus.Subscription;
import dev.multichat.core.DeadLetter;
import dev.multichat.core.ErrorCode;
import dev.multichat.core.PageQuery;
import dev.multichat.core.Receipt;
import dev.multichat.core.ReceiptState;
import io.vertx.core.Future;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Dead messages: operators list them and put them back. */
public interface OperatorContract extends Promises {

  @Test
  default void aDeadMessageIsListedAndPutBackByAnOperator() {
    Scene s = scene().with("agent-2", "agent-3");
    Receipt sent = s.send("agent-2", Note.to("agent-3").with("subject", "Fragile"));
    Subscription handler =
        await(s.client.receive(as("agent-3"), m -> Future.failedFuture("cannot")));
    s.eventually(() -> !dead().isEmpty());
    DeadLetter letter = dead().get(0);
    assertThat(letter.message()).isEqualTo(sent.id());
    assertThat(letter.agent()).isEqualTo("agent-3");
    assertThat(letter.subject()).isEqualTo("Fragile");
    assertThat(s.inbox("agent-3")).isEmpty();
    await(handler.end());
    Receipt back = await(s.hub.requeue(OPERATOR, sent.id(), "agent-3"));
    assertThat(back.of("agent-3")).isEqualTo(ReceiptState.RECORDED);
    assertThat(dead()).isEmpty();
    assertThat(s.inboxIds("agent-3")).containsExactly(sent.id());
  }

  private List<DeadLetter> dead() {
    return await(scene().hub.dead(OPERATOR, new PageQuery(9, null))).items();
  }

  @Test
  default void agentsNeitherListNorPutBack() {
    Scene s = scene().with("agent-2", "agent-3");
    Receipt sent = s.send("agent-2", Note.to("agent-3"));
    refused(ErrorCode.FORBIDDEN, s.hub.dead(as("agent-3"), new PageQuery(9, null)));
    refused(ErrorCode.FORBIDDEN, s.hub.requeue(as("agent-3"), sent.id(), "agent-3"));
  }

  @Test
  default void whatIsNotDeadIsNotPutBack() {
    Scene s = scene().with("agent-2", "agent-3");
    Receipt sent = s.send("agent-2", Note.to("agent-3"));
    refused(ErrorCode.NOT_FOUND, s.hub.requeue(OPERATOR, sent.id(), "agent-3"));
    refused(ErrorCode.NOT_FOUND, s.hub.requeue(OPERATOR, sent.id(), "agent-2"));
    refused(ErrorCode.NOT_FOUND, s.hub.requeue(OPERATOR, Note.uuid(), "agent-3"));
    refused(ErrorCode.INVALID, s.hub.requeue(OPERATOR, "7", "agent-3"));
  }
}
