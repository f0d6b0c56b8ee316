package dev.multichat.app;

import static dev.multichat.app.Nodes.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.core.Awaiting;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nodes whose bus has mutual TLS, each with a certificate of its own. */
@Tag("it")
class ClusterTlsTest {
  private static final int SOME = 10;

  private final Vertx vertx = Vertx.vertx();
  @TempDir Path folder;
  private Nodes nodes;
  private Authority ours;
  private Outlook one;
  private Outlook other;
  private Served second;

  @BeforeEach
  void begin() throws Exception {
    nodes = new Nodes(folder, 2);
    ours = new Authority(folder.resolve("ours"), "ours");
  }

  @AfterEach
  void end() {
    nodes.close();
    Awaiting.result(vertx.close());
  }

  private CrossTalk talk(Authority ofSecond) throws Exception {
    Served first = nodes.start(0, ours.settings("n0"));
    second = nodes.start(1, ofSecond.settings("n1"));
    Agents atFirst = new Agents(vertx, first.url(), nodes.shared());
    Agents atSecond = new Agents(vertx, second.url(), nodes.shared());
    one = new Outlook("n0", first, atFirst);
    other = new Outlook("n1", second, atSecond);
    return new CrossTalk(vertx, atFirst, atSecond);
  }

  @Test
  void whoHasACertificateOfTheSameAuthorityHearsTheOthers() throws Exception {
    try (CrossTalk talk = talk(ours)) {
      eventually(vertx, "seen", () -> one.sees("n0", "n1") && other.sees("n0", "n1"));
      talk.exchange(SOME);
      talk.check();
      assertThat(one.entries("hint")).isPositive();
      assertThat(other.entries("hint")).isPositive();
    }
  }

  @Test
  void whoHasOneOfAnotherAuthorityHearsNothingAndIsShownEverythingAllTheSame() throws Exception {
    try (CrossTalk talk = talk(new Authority(folder.resolve("theirs"), "theirs"))) {
      talk.exchange(SOME);
      talk.check();
      assertThat(one.sees("n0")).isTrue();
      assertThat(other.sees("n1")).isTrue();
      assertThat(one.entries("hint")).isZero();
      assertThat(other.entries("hint")).isZero();
      assertThat(other.entries("poll")).isPositive();
      assertThat(Outlook.DUTIES).allMatch(one::does).noneMatch(other::does);
    }
  }
}
