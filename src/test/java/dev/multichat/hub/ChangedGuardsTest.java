package dev.multichat.hub;

import static dev.multichat.contract.Scene.OPERATOR;
import static dev.multichat.contract.Scene.as;
import static dev.multichat.contract.Scene.refused;
import static dev.multichat.store.contract.Trial.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.config.GuardSettings;
import dev.multichat.config.RecorderSettings;
import dev.multichat.contract.Note;
import dev.multichat.contract.Scene;
import dev.multichat.core.ErrorCode;
import dev.multichat.core.Receipt;
import dev.multichat.record.Recording;
import io.vertx.core.Future;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Guards that are changed while agents talk. */
class ChangedGuardsTest {
  @TempDir Path folder;
  private Recording recording;
  private Hub hub;
  private String last;
  private int turn;

  @BeforeEach
  void open() {
    recording = new Recording(folder, new RecorderSettings(512, 4_194_304, 10_000, 67_108_864));
    Room room = new Room(recording.store, recording.bus, Stamp.system(), recording.meters);
    hub = new Hub(recording.vertx, room, Scene.LIMITS, GuardSettings.off());
    await(hub.start());
    last = await(hub.send(as("alice"), Note.to("bob").in("talk").draft())).id();
  }

  @AfterEach
  void close() {
    recording.close();
  }

  /** The other one of the two thanks for what the first one said last. */
  private Future<Receipt> thank() {
    String who = turn++ % 2 == 0 ? "bob" : "alice";
    return hub.send(as(who), Note.to().answers(last).body("Thank you!").draft())
        .onSuccess(receipt -> last = receipt.id());
  }

  @Test
  void theNewLimitOfRepliesCountsAndWhatIsHeldStaysHeld() {
    for (int i = 0; i < 5; i++) {
      await(thank());
    }
    hub.change(GuardSettings.off().replies(0, 3, 0));
    refused(ErrorCode.LIMITED, thank()).contains("more than 3 replies in a row");
    hub.change(GuardSettings.off());
    refused(ErrorCode.LIMITED, thank()).contains("is held");
    await(hub.release(OPERATOR, "talk"));
    assertThat(await(thank()).seq()).isEqualTo(7);
  }

  @Test
  void theNewPaceCountsAtOnceAndBeginsWithFullBuckets() {
    await(thank());
    hub.change(new GuardSettings(1, 1, 0, 1, 0, 1, 0, 0));
    await(hub.send(as("alice"), Note.to("bob").in("talk").draft()));
    refused(ErrorCode.LIMITED, hub.send(as("alice"), Note.to("bob").in("talk").draft()))
        .contains("more than 1 messages a second");
    hub.change(GuardSettings.off());
    await(hub.send(as("alice"), Note.to("bob").in("talk").draft()));
  }
}
