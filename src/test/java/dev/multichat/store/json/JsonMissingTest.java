package dev.multichat.store.json;

import static dev.multichat.store.contract.Trial.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.multichat.core.MultichatException;
import dev.multichat.store.contract.Letter;
import dev.multichat.store.contract.MovableClock;
import dev.multichat.store.contract.Trial;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A log that is not whole never passes for one. */
class JsonMissingTest {
  @TempDir Path folder;
  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void stop() {
    await(vertx.close());
  }

  private Path data() {
    return folder.resolve("data/sessions");
  }

  private Future<JsonStore> open(boolean readOnly) {
    Folder small = Folder.of("json:" + data()).rolledAt(3_000);
    return new Opener(vertx, new MovableClock()).open(small, readOnly);
  }

  private String refused() {
    MultichatException refusal =
        catchThrowableOfType(MultichatException.class, () -> await(open(false)));
    assertThat(refusal).isNotNull();
    return String.valueOf(refusal.getMessage());
  }

  @Test
  void aLogOfWhichASegmentIsGoneIsReadButNotWrittenOn() throws IOException {
    JsonStore store = await(open(false));
    await(store.append(List.of(Trial.card("alice"), Trial.card("bob"))));
    await(store.append(List.of(Trial.opening("talk", false, "alice", "bob"))));
    for (int i = 0; i < 40; i++) {
      await(store.append(List.of(Letter.from("alice", "bob").body("x".repeat(200)).write())));
    }
    await(store.close());
    Path second = data().resolve("000002.jsonl");
    Files.move(second, folder.resolve("elsewhere"));

    assertThat(refused()).contains("000002.jsonl is missing", "put it back");
    JsonStore reading = await(open(true));
    assertThat(await(reading.history("talk", 0, 500))).isNotEmpty().hasSizeLessThan(40);
    await(reading.close());

    Files.move(folder.resolve("elsewhere"), second);
    JsonStore whole = await(open(false));
    assertThat(await(whole.history("talk", 0, 500))).hasSize(40);
    await(whole.close());
  }

  @Test
  void anIndexWithoutItsLogIsNoEmptyLog() throws IOException {
    Files.createDirectories(data());
    Files.writeString(data().resolve("index.snapshot"), "left");

    assertThat(refused()).contains("000001.jsonl is missing");
    assertThat(data().resolve("000001.jsonl")).doesNotExist();
  }
}
