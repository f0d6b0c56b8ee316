package dev.multichat.app;

import static dev.multichat.app.Nodes.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.client.HubClient;
import dev.multichat.contract.Note;
import dev.multichat.core.Awaiting;
import dev.multichat.core.Receipt;
import dev.multichat.devlog.Rebuild;
import dev.multichat.store.SessionStore;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/** What is done for the whole hub is done by one node, and goes on at another one. */
@Tag("it")
class ShiftsTest {
  private static final String[] DUTIES = {"'devlogs'", "'deadlines'", "'delivery'"};

  private final Vertx vertx = Vertx.vertx();
  @TempDir Path folder;
  private Nodes nodes;
  private Served first;
  private Served second;
  private HubClient ada;
  private Agents.Known known;

  @BeforeEach
  void begin() throws Exception {
    nodes = new Nodes(folder, 2);
    first = nodes.start(0);
    second = nodes.start(1);
    Agents agents = new Agents(vertx, second.url(), nodes.shared());
    known = agents.enrolled("ada");
    agents.enrolled("bob");
    ada = agents.client(known);
    has(first, "does");
    assertThat(second.log()).doesNotContain("This node does");
  }

  @AfterEach
  void end() {
    nodes.close();
    Awaiting.result(vertx.close());
  }

  private void has(Served node, String what) {
    eventually(
        vertx, what, () -> Stream.of(DUTIES).allMatch(d -> log(node).contains(what + " " + d)));
  }

  private static String log(Served node) {
    try {
      return node.log();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Receipt asked() {
    return Awaiting.result(
        ada.coordinator().send(known.caller(), Note.request("bob").body("Are you there?").draft()));
  }

  private void written(Receipt asked) {
    String end = asked.id().substring(asked.id().length() - 8) + ".md";
    eventually(
        vertx, "written", () -> files("devlogs").keySet().stream().anyMatch(f -> f.endsWith(end)));
  }

  /** None while they change under the look. */
  private Map<String, String> files(String below) {
    Path root = folder.resolve(below);
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(root)) {
      for (Path file : paths.filter(f -> f.toString().endsWith(".md")).toList()) {
        files.put(root.relativize(file).toString(), Files.readString(file));
      }
      return files;
    } catch (NoSuchFileException | UncheckedIOException e) {
      return Map.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void devlogsAreAsTheStoreTells() {
    SessionStore store =
        Awaiting.result(Stores.open(vertx, nodes.redis().url(), true, Clock.systemUTC()));
    Awaiting.result(Rebuild.run(vertx, store, folder.resolve("anew"), (done, all) -> {}));
    Awaiting.result(store.close());
    eventually(vertx, "the same", () -> files("devlogs").equals(files("anew")));
  }

  @Test
  void itMovesWhenItsNodeIsKilled(TestReporter reporter) throws Exception {
    written(asked());
    long killed = System.nanoTime();
    first.kill();
    Receipt later = asked();
    written(later);
    has(second, "does");
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - killed);
    reporter.publishEntry("moved", "all of it within " + millis + " ms of a SIGKILL");
    devlogsAreAsTheStoreTells();
  }

  @Test
  void itMovesWhenItsNodeStopsInOrder(TestReporter reporter) throws Exception {
    long told = System.nanoTime();
    assertThat(first.terminate(15)).isEqualTo(143);
    has(second, "does");
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - told);
    reporter.publishEntry("moved", "all of it within " + millis + " ms of a SIGTERM");
    written(asked());
  }

  @Test
  void aNodeThatWasPausedLeavesItToItsSuccessor(TestReporter reporter) throws Exception {
    written(asked());
    signal("-STOP");
    long paused = System.nanoTime();
    has(second, "does");
    reporter.publishEntry(
        "moved",
        "all of it within "
            + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - paused)
            + " ms of a SIGSTOP");
    written(asked());
    signal("-CONT");
    has(first, "This node lost");
    for (int i = 0; i < 20; i++) {
      written(asked());
    }
    devlogsAreAsTheStoreTells();
    assertThat(second.log()).doesNotContain("This node lost");
  }

  private void signal(String name) throws Exception {
    new ProcessBuilder("kill", name, String.valueOf(first.pid())).start().waitFor();
  }
}
