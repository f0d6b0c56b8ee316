package dev.multichat.app;

import static dev.multichat.app.Nodes.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.client.HubClient;
import dev.multichat.contract.Note;
import dev.multichat.core.Awaiting;
import dev.multichat.core.Coordinator;
import dev.multichat.core.Opening;
import io.vertx.core.Vertx;
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

  @BeforeEach
  void begin() throws Exception {
    nodes = new Nodes(folder, 3);
    atFirst = new Agents(vertx, nodes.start(0).url(), nodes.shared());
    atSecond = new Agents(vertx, nodes.start(1).url(), nodes.shared());
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
    recipient.close();
  }
}
