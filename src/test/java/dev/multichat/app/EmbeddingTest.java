package dev.multichat.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.bus.BusClient;
import dev.multichat.config.Config;
import dev.multichat.core.Agent;
import dev.multichat.core.Answer;
import dev.multichat.core.Awaiting;
import dev.multichat.core.Caller;
import dev.multichat.core.Coordinator;
import dev.multichat.core.Draft;
import dev.multichat.core.InboxQuery;
import dev.multichat.core.Kind;
import dev.multichat.core.Message;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's example of a hub inside a program, word for word, and that it works. */
class EmbeddingTest {
  private static final Caller ADA = Caller.agent("ada");
  private static final Caller BOB = Caller.agent("bob");

  private final Vertx vertx = Vertx.vertx();
  @TempDir Path folder;

  // begin
  Future<Answer> conversation(Vertx vertx, Config config) {
    BusClient bus = new BusClient(vertx);
    Coordinator hub = bus.coordinator();
    return Daemon.start(vertx, config)
        .compose(daemon -> hub.register(ADA, Agent.of("ada", "Ada", "Planner", "")))
        .compose(ada -> hub.register(BOB, Agent.of("bob", "Bob", "Builder", "")))
        .compose(bob -> bus.receive(BOB, message -> hub.send(BOB, yes(message))))
        .compose(listening -> hub.ask(ADA, question(), Duration.ofSeconds(10)));
  }

  Draft question() {
    return Draft.of(Kind.REQUEST, List.of("bob"), "The build", "Is the build green?");
  }

  Draft yes(Message asked) {
    Draft reply = Draft.of(Kind.INFORM, List.of(), "The build is green", "Yes, since noon.");
    return reply.at(null, asked.session(), asked.id());
  }

  // end

  @Test
  void theExampleInTheReadmeIsThisOneAndWorks() throws Exception {
    Answer answer = Awaiting.result(conversation(vertx, LoadedHub.config(folder)));
    InboxQuery own = new InboxQuery(null, 0, 9, null);
    assertThat(Awaiting.result(new BusClient(vertx).coordinator().inbox(ADA, own)).items())
        .isEmpty();
    Awaiting.result(vertx.close());

    assertThat(answer.replies()).extracting(Message::body).containsExactly("Yes, since noon.");
    String here = Files.readString(Path.of("src/test/java/dev/multichat/app/EmbeddingTest.java"));
    String example = here.substring(here.indexOf("  // begin\n") + 11, here.indexOf("  // end\n"));
    assertThat(Files.readString(Path.of("README.md")))
        .contains(example.stripTrailing().stripIndent());
  }
}
