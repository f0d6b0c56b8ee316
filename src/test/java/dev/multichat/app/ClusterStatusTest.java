package dev.multichat.app;

import static dev.multichat.app.Nodes.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.client.HubClient;
import dev.multichat.contract.Note;
import dev.multichat.core.Awaiting;
import dev.multichat.metrics.OperatingGuide;
import dev.multichat.metrics.Scrape;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every node tells of all that are there. */
@Tag("it")
class ClusterStatusTest {
  private final Vertx vertx = Vertx.vertx();
  @TempDir Path folder;
  private Nodes nodes;
  private Served first;
  private Served second;
  private Agents atFirst;
  private Agents atSecond;
  private Outlook one;
  private Outlook other;

  @BeforeEach
  void begin() throws Exception {
    nodes = new Nodes(folder, 3);
    first = nodes.start(0);
    second = nodes.start(1);
    atFirst = new Agents(vertx, first.url(), nodes.shared());
    atSecond = new Agents(vertx, second.url(), nodes.shared());
    one = new Outlook("n0", first, atFirst);
    other = new Outlook("n1", second, atSecond);
    eventually(vertx, "seen", () -> one.sees("n0", "n1") && other.sees("n0", "n1"));
  }

  @AfterEach
  void end() {
    nodes.close();
    Awaiting.result(vertx.close());
  }

  @Test
  void eachTellsOfAllWhoDoesWhatAndHowBusyTheyAre() throws Exception {
    assertThat(one.cluster().getString("name")).isEqualTo("trial");
    assertThat(one.cluster().getInteger("configured")).isEqualTo(3);
    assertThat(one.members().get("n0").getBoolean("self")).isTrue();
    assertThat(other.members().get("n0").getBoolean("self")).isFalse();
    eventually(vertx, "each by one", () -> one.done().equals(Outlook.DUTIES));
    eventually(vertx, "each by one", () -> other.done().equals(Outlook.DUTIES));

    Agents.Known ada = atFirst.enrolled("ada");
    Agents.Known bob = atFirst.enrolled("bob");
    HubClient bobs = atSecond.client(bob);
    ShownLedger shown = new ShownLedger(new ToldLedger());
    StreamRecipient recipient =
        new StreamRecipient(vertx, bob.caller(), bobs.coordinator(), bobs::followInbox, shown);
    recipient.begun();
    HubClient adas = atFirst.client(ada);
    eventually(vertx, "told of", () -> busy(adas, ada));
    recipient.close();

    assertThat(status().out())
        .contains("Cluster     trial, 2 of 3 nodes are there\n")
        .containsPattern("NODE +AGENTS +CONNECTIONS +STREAMS +SENDS/S +DOES FOR ALL\n")
        .containsPattern("n0 \\(asked\\) +\\d+ +\\d+ +\\d+ +\\d+\\.\\d +devlogs, deadlines, deliv")
        .containsPattern("n1 +\\d+ +\\d+ +\\d+ +\\d+\\.\\d\n");
  }

  /** Sends to bob, whose stream is at the other node, until both nodes tell of it. */
  private boolean busy(HubClient adas, Agents.Known ada) {
    Awaiting.result(adas.coordinator().send(ada.caller(), Note.to("bob").draft()));
    JsonObject there = one.members().get("n1");
    return one.members().get("n0").getDouble("sendsPerSecond") > 0
        && other.members().get("n0").getDouble("sendsPerSecond") > 0
        && there.getInteger("streams") == 1
        && there.getInteger("agents") == 1
        && there.getInteger("connections") > 0;
  }

  private Ended status() throws Exception {
    ProcessBuilder command =
        SecondJvm.of(folder, Main.class, "status", "--url", first.url().toString());
    command.environment().put("MULTICHAT_TOKEN", atFirst.operatorToken());
    return Ended.of(folder, command);
  }

  @Test
  void everyMetricOfANodeNamesItAndStandsInTheGuide() throws Exception {
    Map<String, Set<String>> told = new TreeMap<>(OperatingGuide.ofAll());
    told.putAll(OperatingGuide.ofClusters());
    told.values().forEach(labels -> labels.add("node"));
    Map<String, Set<String>> found = one.scraped().labels();
    for (String later : List.of("jvm_gc_pause_seconds", "jvm_gc_pause_seconds_max")) {
      told.remove(later);
      found.remove(later);
    }
    assertThat(found).containsExactlyInAnyOrderEntriesOf(told);
  }

  @Test
  void theMetricsTellOfTheMembersTheDutiesAndWhatComesFromOthers() {
    atFirst.enrolled("ada");
    eventually(vertx, "came over", () -> other.entries("hint") > 0);
    Scrape scrape = one.scraped();
    assertThat(one.entries("commit")).isPositive();
    assertThat(scrape.of("multichat_cluster_members{node=\"n0\"}")).isEqualTo(2);
    assertThat(scrape.of("multichat_cluster_members_configured{node=\"n0\"}")).isEqualTo(3);
    assertThat(Outlook.DUTIES).allMatch(one::does).noneMatch(other::does);
  }

  @Test
  void whoStopsIsNotThereAnyMoreAndTheOtherDoesItsDuties() throws Exception {
    first.terminate(15);
    eventually(vertx, "gone", () -> other.sees("n1"));
    eventually(vertx, "moved", () -> other.done().equals(Outlook.DUTIES));
    assertThat(Outlook.DUTIES).allMatch(other::does);
  }
}
