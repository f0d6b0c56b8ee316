package dev.multichat.app;

import static dev.multichat.app.Nodes.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.multichat.core.Access;
import dev.multichat.core.Agent;
import dev.multichat.core.Awaiting;
import dev.multichat.core.Caller;
import dev.multichat.core.Coordinator;
import dev.multichat.core.Identities;
import dev.multichat.core.Issued;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes that do not reach each other, but the store, and then do again; needs root. */
@Tag("it")
class ClusterCutTest {
  private static final int SOME = 20;

  private final Vertx vertx = Vertx.vertx();
  @TempDir Path folder;
  private Nodes nodes;
  private Outlook one;
  private Outlook other;
  private CrossTalk talk;
  private Identities atFirst;
  private Identities atSecond;
  private Coordinator hubAtFirst;

  @BeforeEach
  void begin() throws Exception {
    nodes = new Nodes(folder, 2);
    Served first = nodes.start(0);
    Served second = nodes.start(1);
    Agents here = new Agents(vertx, first.url(), nodes.shared());
    Agents there = new Agents(vertx, second.url(), nodes.shared());
    atFirst = here.operator().identities();
    atSecond = there.operator().identities();
    hubAtFirst = here.operator().coordinator();
    one = new Outlook("n0", first, here);
    other = new Outlook("n1", second, there);
    talk = new CrossTalk(vertx, here, there);
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

  @Test
  void anOperatorChangesTokensAsTheyAreWhateverTheNodeKnew() {
    Caller operator = Caller.operator();
    Agent card = Agent.of("eve", "eve", "", "");
    CutNetwork cut = new CutNetwork(nodes.ports());
    try {
      eventually(vertx, "by themselves", () -> one.sees("n0") && other.sees("n1"));
      Issued first = Awaiting.result(atFirst.enrol(operator, card, Access.READER));
      Issued second = Awaiting.result(atSecond.rotate(operator, "eve"));
      assertThat(second.token()).isNotEqualTo(first.token());
      Awaiting.result(atFirst.rotate(operator, "eve"));
      Awaiting.result(hubAtFirst.revoke(operator, "eve"));
      assertThatThrownBy(() -> Awaiting.result(atSecond.rotate(operator, "eve")))
          .hasMessageContaining("There is no agent 'eve'");
    } finally {
      cut.close();
    }
  }
}
