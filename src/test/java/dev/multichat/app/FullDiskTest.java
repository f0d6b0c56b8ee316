package dev.multichat.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.multichat.bus.BusClient;
import dev.multichat.config.Config;
import dev.multichat.core.Agent;
import dev.multichat.core.Awaiting;
import dev.multichat.core.Caller;
import dev.multichat.core.Coordinator;
import dev.multichat.core.Draft;
import dev.multichat.core.ErrorCode;
import dev.multichat.core.HistoryQuery;
import dev.multichat.core.Kind;
import dev.multichat.core.Message;
import dev.multichat.core.MultichatException;
import dev.multichat.core.Opening;
import dev.multichat.core.Page;
import dev.multichat.core.Receipt;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A disk that is really full, and then is not: a small file system in memory, which needs root. */
@Tag("it")
class FullDiskTest {
  private static final Caller ADA = Caller.agent("ada");
  private static final int BODY = 100_000;

  private final Vertx vertx = Vertx.vertx();
  @TempDir Path folder;

  @BeforeEach
  void mount() throws Exception {
    run("mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", folder.toString());
  }

  @AfterEach
  void unmount() throws Exception {
    Awaiting.result(vertx.close());
    run("umount", folder.toString());
  }

  private static void run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor()).as(said).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqlite:data/multichat.db", "json:data/sessions"})
  void aFullDiskIsToldNothingIsLostAndSendingGoesOnOnceThereIsRoom(String url) throws Exception {
    Config config = LoadedHub.config(folder, url.replace(":", ":" + folder + "/"));
    Path ballast = folder.resolve("ballast");
    Files.write(ballast, new byte[2_000_000]);
    Daemon daemon = Awaiting.result(Daemon.start(vertx, config));
    Coordinator hub = begin();
    List<Receipt> given = new ArrayList<>();

    Draft refused = fill(hub, given);
    Files.delete(ballast);
    given.add(Awaiting.result(hub.send(ADA, refused)));
    Awaiting.result(daemon.close());

    Daemon again = Awaiting.result(Daemon.start(vertx, config));
    List<Message> stored = stored(hub);
    assertThat(stored.stream().map(Message::id).toList())
        .isEqualTo(given.stream().map(Receipt::id).toList());
    Awaiting.result(again.close());
  }

  /** By page, since a page ends at 4 MiB. */
  private static List<Message> stored(Coordinator hub) {
    List<Message> all = new ArrayList<>();
    String next = null;
    do {
      HistoryQuery query = new HistoryQuery("talk", null, 500, next);
      Page<Message> page = Awaiting.result(hub.history(ADA, query));
      all.addAll(page.items());
      next = page.next();
    } while (next != null);
    return all;
  }

  private Coordinator begin() {
    Coordinator hub = new BusClient(vertx).coordinator();
    for (String id : List.of("ada", "bo")) {
      Awaiting.result(hub.register(Caller.agent(id), Agent.of(id, id, "", "")));
    }
    Awaiting.result(hub.open(ADA, new Opening("talk", "A full disk", List.of("bo"), false)));
    return hub;
  }

  /** Sends until the disk is full; the message that was refused. */
  private static Draft fill(Coordinator hub, List<Receipt> given) {
    while (true) {
      String id = UuidCreator.getTimeOrderedEpoch().toString();
      String body = "x".repeat(BODY);
      Draft next = Draft.of(Kind.INFORM, List.of("bo"), "Full", body).at(id, "talk", null);
      try {
        given.add(Awaiting.result(hub.send(ADA, next)));
      } catch (MultichatException failure) {
        assertThat(failure.code()).isEqualTo(ErrorCode.STORAGE_FULL);
        return next;
      }
    }
  }
}
