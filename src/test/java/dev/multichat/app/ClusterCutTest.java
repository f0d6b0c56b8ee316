package dev.multichat.app;

import static dev.multichat.app.Nodes.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.core.Awaiting;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes that do not reach each other, but the store, and then do again. */
@Tag("it")
@EnabledIf(
    value = "dev.multichat.app.CutNetwork#isPossible",
    disabledReason = "iptables is missing, or may not be used")
class ClusterCutTest {
  private static final int SOME = 20;

  private final Vertx vertx = Vertx.vertx();
  @TempDir Path folder;
  private Nodes nodes;
  private Outlook one;
  private Outlook other;
  private CrossTalk talk;

  @BeforeEach
  void begin() throws Exception {
    nodes = new Nodes(folder, 2);
    Served first = nodes.start(0);
    Served second = nodes.start(1);
    Agents atFirst = new Agents(vertx, first.url(), nodes.shared());
    Agents atSecond = new Agents(vertx, second.url(), nodes.shared());
    one = new Outlook("n0", first, atFirst);
    other = new Outlook("n1", second, atSecond);
    talk = new CrossTalk(vertx, atFirst, atSecond);
    eventually(vertx, "seen", this::seeEachOther);
  }

  @AfterEach
  void end() {
    talk.close();
    nodes.close();
    Awaiting.result(vertx.close());
  }

  private boolean seeEachOther() {
    return one.sees("n0", "n1") && other.sees("n0", "n1");
  }

  private boolean eachDutyIsDoneByOne() {
    return Outlook.DUTIES.stream().allMatch(duty -> one.does(duty) != other.does(duty));
  }

  private boolean hears(long before) {
    talk.exchange(1);
    return other.entries("hint") > before;
  }

  @Test
  void nothingIsLostNorDoneTwiceAndItGoesOnWhenItIsHealed(TestReporter reporter) {
    talk.exchange(SOME);
    CutNetwork cut = new CutNetwork(nodes.ports());
    try {
      eventually(vertx, "by themselves", () -> one.sees("n0") && other.sees("n1"));
      long hintedBefore = other.entries("hint");
      long polledBefore = other.entries("poll");
      long began = System.nanoTime();
      talk.exchange(SOME);
      long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began) / (2 * SOME);
      reporter.publishEntry("cut", "a message is shown at the other side after " + millis + " ms");
      assertThat(other.entries("hint")).isEqualTo(hintedBefore);
      assertThat(other.entries("poll")).isGreaterThanOrEqualTo(polledBefore + SOME);
      assertThat(eachDutyIsDoneByOne()).isTrue();
    } finally {
      cut.close();
    }
    long healed = System.nanoTime();
    long hinted = other.entries("hint");
    eventually(vertx, "hints again", () -> hears(hinted));
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - healed);
    reporter.publishEntry("healed", "they hear each other again after " + millis + " ms");
    eventually(vertx, "together", this::seeEachOther);
    talk.check();
    assertThat(eachDutyIsDoneByOne()).isTrue();
  }
}
