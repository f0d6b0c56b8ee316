package dev.multichat.contract;

import static dev.multichat.contract.Scene.OPERATOR;
import static dev.multichat.contract.Scene.as;
import static dev.multichat.contract.Scene.refused;
import static dev.multichat.store.contract.Trial.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.bus.Subscription;
import dev.multichat.core.Agent;
import dev.multichat.core.ErrorCode;
import dev.multichat.core.InboxQuery;
import dev.multichat.core.Message;
import dev.multichat.core.Page;
import dev.multichat.core.PageQuery;
import dev.multichat.core.Presence;
import dev.multichat.core.Receipt;
import io.vertx.core.Future;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Agents: their cards, who may change them, and who is there. */
public interface RegisteringContract extends Promises {

  @Test
  default void aRegisteredCardIsFoundAsItIsStored() {
    Scene s = scene();
    Agent card = Agent.of("Agent-7", "Seven", "Reviewer", "reads diffs");
    Agent registered = await(s.hub.register(as("agent-7"), card));
    assertThat(registered.id()).isEqualTo("agent-7");
    assertThat(registered.registeredAt()).isNotNull();
    assertThat(await(s.hub.agent(as("agent-7"), "AGENT-7"))).isEqualTo(registered);
    assertThat(agents(null, 10).items()).containsExactly(registered);
    s.restart();
    assertThat(await(s.hub.agent(as("agent-7"), "agent-7"))).isEqualTo(registered);
  }

  @Test
  default void aCardIsItsAgentsOwn() {
    Scene s = scene().with("agent-2");
    Agent other = Agent.of("agent-3", "Three", "", "");
    refused(ErrorCode.FORBIDDEN, s.hub.register(as("agent-2"), other)).contains("agent-3");
    Agent given = await(s.hub.register(OPERATOR, other));
    assertThat(given.name()).isEqualTo("Three");
  }

  @Test
  default void anIdThatIsTakenIsRefused() {
    for (String id : List.of("hub", "operator", "all")) {
      Agent card = new Agent(id, "Me", "", "", null, null);
      refused(ErrorCode.INVALID, scene().hub.register(OPERATOR, card)).contains("taken");
    }
  }

  @Test
  default void aChangedCardKeepsItsDateAndAnUnchangedOneRecordsNothing() {
    Scene s = scene().with("agent-2", "agent-3");
    s.session("talk", "agent-2", "agent-3");
    Agent before = await(s.hub.agent(as("agent-2"), "agent-2"));
    Receipt first = s.send("agent-2", Note.to("agent-3").in("talk"));
    s.with("agent-2");
    Receipt second = s.send("agent-2", Note.to("agent-3").in("talk"));
    assertThat(second.position()).isEqualTo(first.position() + 1);
    Agent changed = await(s.hub.register(as("agent-2"), Agent.of("agent-2", "New", "Lead", "")));
    assertThat(changed.name()).isEqualTo("New");
    assertThat(changed.registeredAt()).isEqualTo(before.registeredAt());
  }

  @Test
  default void whoIsRevokedNeitherSendsNorReceives() {
    Scene s = scene().with("agent-2", "agent-3");
    s.send("agent-3", Note.to("agent-2"));
    Agent revoked = await(s.hub.revoke(OPERATOR, "agent-2"));
    assertThat(revoked.revokedAt()).isNotNull();
    assertThat(await(s.hub.revoke(OPERATOR, "agent-2"))).isEqualTo(revoked);
    assertThat(await(s.hub.agent(as("agent-3"), "agent-2"))).isEqualTo(revoked);
    assertThat(agents(null, 10).items()).contains(revoked);
    refused(ErrorCode.FORBIDDEN, s.hub.send(as("agent-2"), Note.to("agent-3").draft()))
        .contains("revoked");
    refused(ErrorCode.NOT_FOUND, s.hub.send(as("agent-3"), Note.to("agent-2").draft()));
    refused(ErrorCode.FORBIDDEN, s.hub.inbox(as("agent-2"), new InboxQuery(null, 0, 9, null)));
    refused(
        ErrorCode.FORBIDDEN,
        s.hub.register(as("agent-2"), Agent.of("agent-2", "Back again", "", "")));
  }

  @Test
  default void whoIsRevokedIsNotHandedAnything() {
    Scene s = scene().with("agent-2", "agent-3");
    Receipt waiting = s.send("agent-3", Note.to("agent-2"));
    await(s.hub.revoke(OPERATOR, "agent-2"));
    refused(
        ErrorCode.FORBIDDEN,
        s.client.receive(as("agent-2"), message -> Future.failedFuture("not handed over")));
    refused(ErrorCode.FORBIDDEN, s.hub.inbox(as("agent-2"), new InboxQuery(null, 0, 9, null)));
    refused(ErrorCode.FORBIDDEN, s.hub.message(as("agent-2"), waiting.id()));
    assertThat(await(s.hub.receipts(OPERATOR, waiting.id())).of("agent-2")).hasToString("recorded");
  }

  @Test
  default void onlyAnOperatorRevokes() {
    Scene s = scene().with("agent-2", "agent-3");
    refused(ErrorCode.FORBIDDEN, s.hub.revoke(as("agent-2"), "agent-3"));
    refused(ErrorCode.FORBIDDEN, s.hub.revoke(as("agent-3"), "agent-3"));
    refused(ErrorCode.NOT_FOUND, s.hub.revoke(OPERATOR, "agent-33")).contains("agent-3");
  }

  @Test
  default void anUnknownAgentIsNotFoundAndTheNearestAreNamed() {
    Scene s = scene().with("agent-2", "agent-3", "reviewer");
    refused(ErrorCode.NOT_FOUND, s.hub.agent(as("agent-2"), "agent3"))
        .contains("agent-3")
        .doesNotContain("reviewer");
    refused(ErrorCode.INVALID, s.hub.agent(as("agent-2"), "no such id"));
  }

  @Test
  default void agentsArePagedById() {
    scene().with("agent-5", "agent-2", "agent-4", "agent-3", "agent-1");
    Page<Agent> one = agents(null, 2);
    Page<Agent> two = agents(one.next(), 2);
    Page<Agent> three = agents(two.next(), 2);
    assertThat(one.items()).extracting(Agent::id).containsExactly("agent-1", "agent-2");
    assertThat(two.items()).extracting(Agent::id).containsExactly("agent-3", "agent-4");
    assertThat(three.items()).extracting(Agent::id).containsExactly("agent-5");
    assertThat(three.next()).isNull();
    refused(ErrorCode.INVALID, scene().hub.agents(as("agent-1"), new PageQuery(2, "garbage")));
  }

  private Page<Agent> agents(String cursor, int limit) {
    return await(scene().hub.agents(OPERATOR, new PageQuery(limit, cursor)));
  }

  @Test
  default void whoWaitsOrHasAHandlerIsPresent() {
    Scene s = scene().with("agent-2", "agent-3", "agent-4");
    assertThat(presence("agent-3").present()).isFalse();
    Future<Page<Message>> waiting =
        s.hub.inbox(as("agent-3"), new InboxQuery(null, 20_000, 9, null));
    s.eventually(() -> presence("agent-3").present());
    s.send("agent-2", Note.to("agent-3"));
    await(waiting);
    s.eventually(() -> !presence("agent-3").present());
    assertThat(presence("agent-3").lastSeenAt()).isNotNull();
    Subscription handler =
        await(s.client.receive(as("agent-4"), message -> Future.succeededFuture()));
    s.send("agent-2", Note.to("agent-4"));
    s.eventually(() -> presence("agent-4").present());
    await(handler.end());
    assertThat(await(s.hub.presence(as("agent-2"), null)))
        .extracting(Presence::agent)
        .containsExactly("agent-2", "agent-3", "agent-4");
    refused(ErrorCode.NOT_FOUND, s.hub.presence(as("agent-2"), "agent-33")).contains("agent-3");
  }

  private Presence presence(String agent) {
    return await(scene().hub.presence(as("agent-2"), agent)).get(0);
  }
}
