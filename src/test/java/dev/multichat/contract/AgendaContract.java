package dev.multichat.contract;

import static dev.multichat.contract.Scene.OPERATOR;
import static dev.multichat.contract.Scene.as;
import static dev.multichat.contract.Scene.refused;
import static dev.multichat.store.contract.Trial.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.core.Agenda;
import dev.multichat.core.ErrorCode;
import dev.multichat.core.Receipt;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The agenda: what awaits an agent's reply, and the next steps that it owns. */
public interface AgendaContract extends Promises {

  @Test
  default void whatAwaitsAReplyStandsUntilItIsReplied() {
    Scene s = scene().with("agent-2", "agent-3", "agent-4");
    s.send("agent-2", Note.to("agent-3"));
    Receipt question = s.send("agent-2", Note.request("agent-3", "agent-4").with("subject", "Q"));
    Agenda.Awaiting awaiting = agenda("agent-3").awaiting().get(0);
    assertThat(agenda("agent-3").awaiting()).hasSize(1);
    assertThat(awaiting.message()).isEqualTo(question.id());
    assertThat(awaiting.subject()).isEqualTo("Q");
    assertThat(awaiting.from()).isEqualTo("agent-2");
    await(s.hub.acknowledge(as("agent-3"), List.of(question.id())));
    assertThat(agenda("agent-3").awaiting()).hasSize(1);
    s.send("agent-3", Note.to().answers(question.id()));
    assertThat(agenda("agent-3").awaiting()).isEmpty();
    assertThat(agenda("agent-4").awaiting()).hasSize(1);
    s.send("agent-2", Note.to().answers(question.id()).kind("cancel"));
    assertThat(agenda("agent-4").awaiting()).isEmpty();
  }

  @Test
  default void aCounterProposalAwaitsInItsTurn() {
    Scene s = scene().with("agent-2", "agent-3");
    Receipt proposal = s.send("agent-2", Note.to("agent-3").kind("propose"));
    Receipt counter = s.send("agent-3", Note.to().answers(proposal.id()).kind("propose"));
    assertThat(agenda("agent-3").awaiting()).isEmpty();
    assertThat(agenda("agent-2").awaiting())
        .extracting(Agenda.Awaiting::message)
        .containsExactly(counter.id());
    assertThat(agenda("agent-2").awaiting().get(0).exchange()).isEqualTo(proposal.id());
  }

  @Test
  default void aStepStandsUntilALaterMessageMarksItDone() {
    Scene s = scene().with("agent-2", "agent-3");
    s.session("talk", "agent-2", "agent-3");
    s.send("agent-2", Note.to().in("talk").with("nextSteps", step("agent-3", "measure", false)));
    assertThat(agenda("agent-2").steps()).isEmpty();
    assertThat(agenda("agent-3").steps())
        .extracting(Agenda.Step::action)
        .containsExactly("measure");
    s.send("agent-3", Note.to().in("talk").with("nextSteps", step("agent-3", "measure", true)));
    assertThat(agenda("agent-3").steps()).isEmpty();
  }

  private static JsonArray step(String owner, String action, boolean done) {
    return new JsonArray()
        .add(new JsonObject().put("owner", owner).put("action", action).put("done", done));
  }

  @Test
  default void anAgendaIsItsAgentsOwn() {
    Scene s = scene().with("agent-2", "agent-3");
    s.send("agent-2", Note.request("agent-3"));
    refused(ErrorCode.FORBIDDEN, s.hub.agenda(as("agent-2"), "agent-3"));
    assertThat(await(s.hub.agenda(OPERATOR, "agent-3")).awaiting()).hasSize(1);
    assertThat(await(s.hub.agenda(as("agent-3"), "agent-3")).awaiting()).hasSize(1);
  }

  private Agenda agenda(String agent) {
    return await(scene().hub.agenda(as(agent), null));
  }
}
