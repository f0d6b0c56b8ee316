package dev.multichat.hub;

import static dev.multichat.contract.Scene.as;
import static dev.multichat.store.contract.Trial.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.app.Daemon;
import dev.multichat.config.Config;
import dev.multichat.config.DevlogSettings;
import dev.multichat.core.Agent;
import dev.multichat.core.Coordinator;
import dev.multichat.core.Draft;
import dev.multichat.core.Kind;
import dev.multichat.core.Opening;
import dev.multichat.core.Receipt;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fifty busy agents notice nothing of the guards as they are when nothing is set. */
class SwarmTest {
  private static final int TALKS = 10;

  @TempDir Path folder;
  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void close() {
    await(vertx.close());
  }

  @Test
  void fiftyBusyAgentsAreNotHindered() {
    Daemon daemon = await(Daemon.start(vertx, config()));
    Coordinator hub = daemon.coordinator();
    List<String> agents = IntStream.range(0, 50).mapToObj(i -> "agent-" + i).toList();
    await(
        Future.all(
            agents.stream()
                .map(id -> hub.register(as(id), Agent.of(id, id, "Builder", "")))
                .toList()));
    await(hub.open(as("agent-0"), new Opening("swarm", "Swarm", agents, false)));
    Future<?> talks =
        Future.join(IntStream.range(0, 50 * TALKS).mapToObj(i -> talk(hub, i)).toList());
    await(talks);
    assertThat(await(hub.session(as("agent-1"), "swarm")).lastSeq()).isEqualTo(50 * TALKS * 6);
    await(daemon.close());
  }

  /** A question, a proposal back, its acceptance, done, thanks and a last word. */
  private static Future<Receipt> talk(Coordinator hub, int i) {
    String one = "agent-" + i % 50;
    String other = "agent-" + (i + 1 + i / 50) % 50;
    Draft question = Draft.of(Kind.REQUEST, List.of(other), "Task " + i, "Can you do it?");
    return hub.send(as(one), question.at(null, "swarm", null))
        .compose(sent -> reply(hub, other, Kind.PROPOSE, "Tomorrow?", sent))
        .compose(sent -> reply(hub, one, Kind.ACCEPT, "Yes.", sent))
        .compose(sent -> reply(hub, other, Kind.INFORM, "Done.", sent))
        .compose(sent -> reply(hub, one, Kind.INFORM, "Thank you.", sent))
        .compose(sent -> reply(hub, other, Kind.INFORM, "You are welcome.", sent));
  }

  private static Future<Receipt> reply(
      Coordinator hub, String from, Kind kind, String body, Receipt to) {
    return hub.send(as(from), Draft.of(kind, List.of(), "", body).at(null, null, to.id()));
  }

  private Config config() {
    Config usual = Config.defaults();
    return new Config(
        "sqlite:" + folder.resolve("multichat.db"),
        new DevlogSettings(false, folder.toString()),
        usual.limits(),
        usual.guards(),
        usual.recorder(),
        usual.delivery(),
        usual.retention(),
        usual.http().off(),
        usual.metrics(),
        usual.log(),
        usual.cluster());
  }
}
