package dev.multichat.devlog;

import static dev.multichat.store.contract.Trial.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.core.Message;
import dev.multichat.store.contract.Letter;
import io.vertx.core.Context;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A writer that is paused while it writes leaves nothing older than what its successor wrote. */
class LostTurnTest {
  @TempDir Path folder;
  private Desk desk;
  private Message question;
  private final AtomicBoolean lost = new AtomicBoolean();

  @BeforeEach
  void open() {
    desk = new Desk(folder);
    desk.start();
    question = desk.send(Letter.from("a-1", "a-2", "a-3").request().subject("Who?"));
    desk.settle();
  }

  @AfterEach
  void close() {
    desk.close();
  }

  /** In the middle of its next write another one records, takes over and writes everything. */
  private void paused(boolean stillHeldThen) {
    CompletableFuture<Void> over = new CompletableFuture<>();
    desk.held =
        () -> {
          if (Context.isOnWorkerThread() && lost.compareAndSet(false, true)) {
            CompletableFuture.runAsync(this::takenOver).join();
            over.complete(null);
            return stillHeldThen;
          }
          return !lost.get();
        };
    desk.send(Letter.from("a-2").answers(question).body("It is me."));
    over.join();
    desk.stop();
  }

  private void takenOver() {
    await(desk.store.append(List.of(Letter.from("a-3").answers(question).body("Me too.").write())));
    await(Rebuild.run(desk.vertx, desk.store, desk.devlogs, (done, all) -> {}));
  }

  private void isWhatTheStoreTells() {
    Path anew = folder.resolve("anew");
    await(Rebuild.run(desk.vertx, desk.store, anew, (done, all) -> {}));
    assertThat(desk.text(desk.names().get(0))).contains("It is me.", "Me too.", "**Answered**");
    assertThat(desk.files()).isEqualTo(Desk.files(anew));
  }

  @Test
  void whatCameLateOverANewerTextIsWrittenAnew() {
    paused(true);
    isWhatTheStoreTells();
  }

  @Test
  void whoFindsItsTurnOverPutsNothingIntoItsPlace() {
    paused(false);
    isWhatTheStoreTells();
  }
}
