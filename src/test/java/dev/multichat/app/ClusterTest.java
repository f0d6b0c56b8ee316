package dev.multichat.app;

import static dev.multichat.app.Nodes.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.client.HubClient;
import dev.multichat.contract.Note;
import dev.multichat.core.Awaiting;
import dev.multichat.core.Caller;
import dev.multichat.core.Coordinator;
import dev.multichat.core.Draft;
import dev.multichat.core.ErrorCode;
import dev.multichat.core.MultichatException;
import dev.multichat.core.Opening;
import dev.multichat.core.PageQuery;
import dev.multichat.core.Receipt;
import dev.multichat.core.ReceiptState;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several daemons on one store are one hub, whichever of them an agent is connected to. */
@Tag("it")
class ClusterTest {
  private final Vertx vertx = Vertx.vertx();
  @TempDir Path folder;
  private Nodes nodes;
  private Agents atFirst;
  private Agents atSecond;
  private URI second;

  @BeforeEach
  void begin() throws Exception {
    nodes = new Nodes(folder, 3);
    atFirst = new Agents(vertx, nodes.start(0).url(), nodes.shared());
    second = nodes.start(1).url();
    atSecond = new Agents(vertx, second, nodes.shared());
  }

  @AfterEach
  void end() {
    nodes.close();
    Awaiting.result(vertx.close());
  }

  @Test
  void whatIsSentAtOneNodeReachesAStreamAtAnother() {
    Agents.Known ada = atFirst.enrolled("ada");
    Agents.Known bob = atFirst.enrolled("bob");
    ShownLedger shown = new ShownLedger(new ToldLedger());
    HubClient bobs = atSecond.client(bob);
    StreamRecipient recipient =
        new StreamRecipient(vertx, bob.caller(), bobs.coordinator(), bobs::followInbox, shown);
    recipient.begun();
    Coordinator adas = atFirst.client(ada).coordinator();
    Awaiting.result(adas.open(ada.caller(), new Opening("talk", "talk", List.of("bob"), false)));
    List<String> sent =
        IntStream.range(0, 100)
            .mapToObj(i -> adas.send(ada.caller(), Note.to("bob").in("talk").draft()))
            .map(receipt -> Awaiting.result(receipt).id())
            .toList();
    eventually(vertx, "shown", () -> sent.stream().allMatch(shown::has));
    assertThat(shown.troubles()).isEmpty();
    eventually(vertx, "present", () -> isPresent("bob"));
    recipient.close();
    eventually(vertx, "gone", () -> !isPresent("bob"));
  }

  private boolean isPresent(String agent) {
    return Awaiting.result(atFirst.operator().coordinator().presence(Caller.operator(), agent))
        .get(0)
        .present();
  }

  @Test
  void agentsThatAnswerEachOtherOverTwoNodesAreHeldAtBothAndReleasedAtEither() {
    Agents.Known ada = atFirst.enrolled("ada");
    Agents.Known bob = atFirst.enrolled("bob");
    Coordinator adas = atFirst.client(ada).coordinator();
    Coordinator bobs = admitted(atSecond.client(bob).coordinator(), bob);
    String last = Awaiting.result(adas.send(ada.caller(), Note.to("bob").draft())).id();
    String session = Awaiting.result(adas.message(ada.caller(), last)).session();
    ErrorCode refused = null;
    for (int i = 0; refused == null && i < 200; i++) {
      Agents.Known next = i % 2 == 0 ? bob : ada;
      Draft reply = Note.to().answers(last).in(session).draft();
      Future<Receipt> sent = (i % 2 == 0 ? bobs : adas).send(next.caller(), reply);
      refused = refusal(sent);
      last = refused == null ? sent.result().id() : last;
    }
    assertThat(refused).isEqualTo(ErrorCode.LIMITED);

    Draft more = Note.to().in(session).draft();
    eventually(vertx, "held", () -> refusal(adas.send(ada.caller(), more)) == ErrorCode.LIMITED);
    eventually(vertx, "held", () -> refusal(bobs.send(bob.caller(), more)) == ErrorCode.LIMITED);
    Awaiting.result(atSecond.operator().coordinator().release(Caller.operator(), session));
    eventually(vertx, "released", () -> refusal(adas.send(ada.caller(), more)) == null);
    eventually(vertx, "released", () -> refusal(bobs.send(bob.caller(), more)) == null);
  }

  @Test
  void whoIsRevokedAtOneNodeIsLetInAtNone() {
    Agents.Known ada = atFirst.enrolled("ada");
    Coordinator adas = admitted(atSecond.client(ada).coordinator(), ada);
    atFirst.enrolled("bob");
    eventually(
        vertx, "known", () -> refusal(adas.send(ada.caller(), Note.to("bob").draft())) == null);
    Awaiting.result(atFirst.operator().coordinator().revoke(Caller.operator(), "ada"));
    eventually(
        vertx,
        "expelled",
        () ->
            refusal(adas.agents(ada.caller(), new PageQuery(1, null)))
                == ErrorCode.UNAUTHENTICATED);
    Coordinator operators = atSecond.operator().coordinator();
    assertThat(refusal(operators.send(Caller.operator(), Note.to("ada").draft())))
        .isEqualTo(ErrorCode.NOT_FOUND);
  }

  @Test
  void aHandlerIsReachedAtWhicheverNodeItIs() {
    ToldLedger told = new ToldLedger();
    ShownLedger shown = new ShownLedger(told);
    Agents.Known ada = atFirst.enrolled("ada");
    Agents.Known bob = atFirst.enrolled("bob");
    admitted(atSecond.client(bob).coordinator(), bob);
    BridgeRecipient recipient = new BridgeRecipient(vertx, second, bob, shown);
    recipient.begun();
    Coordinator adas = atFirst.client(ada).coordinator();
    Awaiting.result(adas.open(ada.caller(), new Opening("talk", "talk", List.of("bob"), false)));
    List<String> sent =
        IntStream.range(0, 20)
            .mapToObj(i -> adas.send(ada.caller(), Note.to("bob").in("talk").draft()))
            .map(receipt -> Awaiting.result(receipt).id())
            .toList();
    eventually(vertx, "pushed", () -> sent.stream().allMatch(shown::has));
    eventually(
        vertx,
        "acknowledged",
        () ->
            Awaiting.result(adas.receipts(ada.caller(), sent.get(19))).of("bob")
                == ReceiptState.ACKNOWLEDGED);
    recipient.close();
  }

  @Test
  void aDaemonByItselfDoesNotUseTheStoreOfACluster() throws Exception {
    Ended ended = Ended.of(folder, "serve", "--set", "http.port=0", "--store", nodes.redis().url());
    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.err()).contains("The store is in use by the daemon cluster trial");
  }

  @Test
  void theLastNodeThatStopsLetsADaemonByItselfInAtOnce() throws Exception {
    nodes.stop(1);
    String[] alone = {"--set", "cluster.members=", "--store", nodes.redis().url()};
    assertThat(Ended.of(folder, "serve", "--set", "http.port=0", "--store", nodes.redis().url()))
        .satisfies(ended -> assertThat(ended.err()).contains("cluster trial; stop it"));
    nodes.stop(0);
    try (Served served = Served.in(folder, alone)) {
      assertThat(served.log()).doesNotContain("waiting");
    }
  }

  private Coordinator admitted(Coordinator hub, Agents.Known agent) {
    PageQuery any = new PageQuery(1, null);
    eventually(vertx, "let in", () -> refusal(hub.agents(agent.caller(), any)) == null);
    return hub;
  }

  private static ErrorCode refusal(Future<?> answer) {
    try {
      Awaiting.result(answer);
      return null;
    } catch (MultichatException refusal) {
      return refusal.code();
    }
  }
}
