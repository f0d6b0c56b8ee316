package dev.multichat.hub;

import static dev.multichat.contract.Scene.OPERATOR;
import static dev.multichat.contract.Scene.as;
import static dev.multichat.contract.Scene.refused;
import static dev.multichat.store.contract.Trial.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.app.Daemon;
import dev.multichat.contract.Note;
import dev.multichat.contract.Scene;
import dev.multichat.core.Access;
import dev.multichat.core.Agent;
import dev.multichat.core.Authentication;
import dev.multichat.core.Caller;
import dev.multichat.core.ErrorCode;
import dev.multichat.core.Holder;
import dev.multichat.core.Identities;
import dev.multichat.core.Issued;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tokens: who gets them, whom they stand for, and when they end. */
class IdentityTest {
  @TempDir Path folder;
  private Vertx vertx;
  private Scene scene;
  private Identities identities;
  private Authentication authentication;

  @BeforeEach
  void open() {
    vertx = Vertx.vertx();
    scene = new Scene(vertx, Scene.config(folder), this::over);
  }

  private dev.multichat.core.Coordinator over(Daemon daemon) {
    identities = daemon.identities();
    authentication = daemon.authentication();
    return daemon.coordinator();
  }

  @AfterEach
  void close() {
    scene.close();
    await(vertx.close());
  }

  private Issued enrol(String id, Access access) {
    return await(identities.enrol(OPERATOR, Agent.of(id, "The " + id, "", ""), access));
  }

  @Test
  void aTokenStandsForItsAgentAfterARestartToo() {
    Issued issued = enrol("Agent-2", Access.AGENT);
    assertThat(issued.id()).isEqualTo("agent-2");
    assertThat(issued.token()).matches("mc_[A-Za-z0-9_-]{43}");
    assertThat(issued.toString()).doesNotContain(issued.token());
    scene.restart();
    assertThat(authentication.authenticate(issued.token())).contains(as("agent-2"));
    assertThat(await(scene.hub.agent(OPERATOR, "agent-2")).name()).isEqualTo("The Agent-2");
  }

  @Test
  void whatIsNoTokenStandsForNobody() {
    String token = enrol("agent-2", Access.AGENT).token();
    for (String other :
        List.of("", "mc_", token + "a", token.substring(1), token.toUpperCase(), " " + token)) {
      assertThat(authentication.authenticate(other)).isEmpty();
    }
    assertThat(authentication.authenticate(Token.fresh())).isEmpty();
  }

  @Test
  void noTokenIsInTheStore() throws Exception {
    String token = enrol("agent-2", Access.AGENT).token();
    scene.close();
    try (var files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
        assertThat(bytes).as(file.toString()).doesNotContain(token.substring(3));
      }
    }
    scene.start();
  }

  @Test
  void rotatingEndsTheTokenBeforeAndKeepsTheAccess() {
    Issued first = enrol("watcher", Access.READER);
    Issued second = await(identities.rotate(OPERATOR, "WATCHER"));
    assertThat(authentication.authenticate(first.token())).isEmpty();
    assertThat(authentication.authenticate(second.token()))
        .contains(new Caller("watcher", Access.READER));
    scene.restart();
    assertThat(authentication.authenticate(first.token())).isEmpty();
    assertThat(authentication.authenticate(second.token())).isPresent();
  }

  @Test
  void revokingEndsTheTokenForGood() {
    Issued agent = enrol("agent-2", Access.AGENT);
    Issued reader = enrol("watcher", Access.READER);
    Issued operator = enrol("anna", Access.OPERATOR);
    for (Issued one : List.of(agent, reader, operator)) {
      assertThat(await(scene.hub.revoke(OPERATOR, one.id())).revokedAt()).isNotNull();
      assertThat(authentication.authenticate(one.token())).isEmpty();
    }
    scene.restart();
    assertThat(authentication.authenticate(operator.token())).isEmpty();
    refused(
        ErrorCode.FORBIDDEN,
        identities.enrol(OPERATOR, Agent.of("agent-2", "Two", "", ""), Access.AGENT));
  }

  @Test
  void whoHasATokenGetsNoSecondOne() {
    enrol("agent-2", Access.AGENT);
    refused(
            ErrorCode.CONFLICT,
            identities.enrol(OPERATOR, Agent.of("agent-2", "Two", "", ""), Access.OPERATOR))
        .contains("rotate");
  }

  @Test
  void ofManyWhoAskForOneIdOneGetsIt() {
    List<Future<Issued>> asked =
        IntStream.range(0, 20)
            .mapToObj(
                n -> identities.enrol(OPERATOR, Agent.of("agent-2", "Two", "", ""), Access.AGENT))
            .toList();
    await(Future.join(asked).otherwiseEmpty());
    List<Issued> got = asked.stream().filter(Future::succeeded).map(Future::result).toList();
    assertThat(got).hasSize(1);
    assertThat(authentication.authenticate(got.get(0).token())).isPresent();
  }

  @Test
  void anAgentThatCameOverTheBusGetsATokenLater() {
    scene.with("agent-2");
    Agent bare = Agent.of("agent-2", "", "", "reads");
    Issued issued = await(identities.enrol(OPERATOR, bare, Access.AGENT));
    assertThat(authentication.authenticate(issued.token())).isPresent();
    Agent card = await(scene.hub.agent(OPERATOR, "agent-2"));
    assertThat(card.name()).isEqualTo("The agent-2");
    assertThat(card.role()).isEqualTo("Tester");
    assertThat(card.capabilities()).isEqualTo("reads");
  }

  @Test
  void aReaderIsNobodyThatMailIsSentTo() {
    enrol("watcher", Access.READER);
    scene.with("agent-2");
    refused(ErrorCode.NOT_FOUND, scene.hub.send(as("agent-2"), Note.to("watcher").draft()));
    refused(
        ErrorCode.CONFLICT,
        identities.enrol(OPERATOR, Agent.of("agent-2", "Two", "", ""), Access.READER));
  }

  @Test
  void onlyOperatorsGiveTokensOutAndTakeThemAway() {
    scene.with("agent-2");
    Caller reader = new Caller("watcher", Access.READER);
    for (Caller caller : List.of(as("agent-2"), reader)) {
      refused(
          ErrorCode.FORBIDDEN,
          identities.enrol(caller, Agent.of("agent-9", "Nine", "", ""), Access.AGENT));
      refused(ErrorCode.FORBIDDEN, identities.rotate(caller, "agent-2"));
      refused(ErrorCode.FORBIDDEN, identities.holders(caller));
      refused(ErrorCode.FORBIDDEN, scene.hub.revoke(caller, "agent-2"));
    }
    refused(ErrorCode.FORBIDDEN, scene.hub.agent(as("agent-9"), "agent-2"));
  }

  @Test
  void theHoldersAreListedWithoutTheirTokens() {
    enrol("watcher", Access.READER);
    enrol("agent-2", Access.AGENT);
    assertThat(await(identities.holders(OPERATOR)))
        .extracting(Holder::id)
        .containsExactly("agent-2", "watcher");
  }

  @Test
  void theHubsOwnIdsGetNoToken() {
    for (String id : List.of("operator", "hub", "all")) {
      refused(
          ErrorCode.INVALID,
          identities.enrol(OPERATOR, new Agent(id, "Me", "", "", null, null), Access.OPERATOR));
      refused(ErrorCode.INVALID, identities.rotate(OPERATOR, id));
    }
  }
}
