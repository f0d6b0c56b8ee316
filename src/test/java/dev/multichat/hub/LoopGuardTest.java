package dev.multichat.hub;

import static dev.multichat.contract.Scene.OPERATOR;
import static dev.multichat.contract.Scene.as;
import static dev.multichat.contract.Scene.refused;
import static dev.multichat.store.contract.Trial.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.app.Daemon;
import dev.multichat.bus.BusClient;
import dev.multichat.config.Config;
import dev.multichat.config.DevlogSettings;
import dev.multichat.config.GuardSettings;
import dev.multichat.contract.Note;
import dev.multichat.core.Agent;
import dev.multichat.core.Caller;
import dev.multichat.core.Coordinator;
import dev.multichat.core.ErrorCode;
import dev.multichat.core.Message;
import dev.multichat.core.Opening;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Agents that react to everything, and what is seen of their being stopped. */
class LoopGuardTest {
  private static final Caller ADA = as("ada");
  private static final Caller BOB = as("bob");

  @TempDir Path folder;
  private final Vertx vertx = Vertx.vertx();
  private Daemon daemon;
  private Coordinator hub;

  private void start(int acknowledgements) {
    Config usual = Config.defaults();
    daemon =
        await(
            Daemon.start(
                vertx,
                new Config(
                    "sqlite:" + folder.resolve("multichat.db"),
                    new DevlogSettings(true, folder.resolve("devlogs").toString()),
                    usual.limits(),
                    GuardSettings.defaults().replies(64, acknowledgements, 500),
                    usual.recorder(),
                    usual.delivery(),
                    usual.retention(),
                    usual.http().off(),
                    usual.metrics(),
                    usual.log(),
                    usual.cluster())));
    hub = daemon.coordinator();
  }

  private void talk() {
    for (Caller caller : List.of(ADA, BOB)) {
      await(hub.register(caller, Agent.of(caller.agent(), caller.agent(), "Polite", "")));
    }
    await(hub.open(ADA, new Opening("talk", "Talk", List.of("bob"), false)));
  }

  @AfterEach
  void close() {
    await(daemon.close());
    await(vertx.close());
  }

  /** Thanks for everything. */
  private Future<?> thank(Caller caller, Message message) {
    return hub.send(caller, Note.to().answers(message.id()).body("Thank you!").draft());
  }

  @Test
  @Timeout(60)
  void twoThatThankEachOtherForEverAreStoppedAndMayGoOnWhenReleased() throws IOException {
    start(GuardSettings.defaults().acknowledgements());
    talk();
    Promise<JsonObject> told = Promise.promise();
    vertx
        .eventBus()
        .<JsonObject>consumer(
            "multichat.session.talk",
            entry -> {
              if (entry.body().getString("type").equals("held")) {
                told.tryComplete(entry.body());
              }
            });
    BusClient client = new BusClient(vertx);
    await(client.receive(ADA, message -> thank(ADA, message)));
    await(client.receive(BOB, message -> thank(BOB, message)));
    String first = await(hub.send(ADA, Note.to("bob").in("talk").draft())).id();

    String reason = "more than 16 replies in a row only acknowledged each other";
    assertThat(await(told.future()).getString("reason")).startsWith(reason);
    assertThat(await(hub.session(ADA, "talk")).lastSeq()).isEqualTo(17);
    await(daemon.devlogsWritten());
    assertThat(devlog()).contains("✋ **Held** by hub until", ": held by hub (" + reason);

    await(hub.release(OPERATOR, "talk"));
    await(hub.send(BOB, Note.to().answers(first).body("Now to work.").draft()));
    await(daemon.devlogsWritten());
    assertThat(devlog()).contains(": held by hub (" + reason, ": released by operator.");
  }

  private String devlog() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("devlogs"))) {
      Path one =
          files.filter(file -> file.toString().contains("_to_bob_")).findFirst().orElseThrow();
      return Files.readString(one);
    }
  }

  @Test
  void whatWasRecordedUnderWiderLimitsHoldsNothingWhenItIsSentAgain() {
    start(9);
    talk();
    String last = await(hub.send(ADA, Note.to("bob").in("talk").draft())).id();
    Note reply = Note.to();
    for (int i = 0; i < 5; i++) {
      reply = Note.to().id(Note.uuid()).answers(last).body("Noted.");
      last = await(hub.send(i % 2 == 0 ? BOB : ADA, reply.draft())).id();
    }
    await(daemon.close());
    start(3);
    assertThat(await(hub.send(BOB, reply.draft())).id()).isEqualTo(last);
    refused(ErrorCode.CONFLICT, hub.release(OPERATOR, "talk")).contains("not held");
    refused(ErrorCode.LIMITED, hub.send(ADA, Note.to().answers(last).body("Noted.").draft()));
  }
}
