package dev.multichat.store.json;

import static dev.multichat.store.contract.Trial.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.store.SessionStore;
import dev.multichat.store.Write;
import dev.multichat.store.contract.Letter;
import dev.multichat.store.contract.MovableClock;
import dev.multichat.store.contract.Trial;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damaged bytes outlive the log that they stood in, but not the session that they tell of. */
class JsonSetAsideTest {
  private final Vertx vertx = Vertx.vertx();
  @TempDir Path folder;

  @AfterEach
  void stop() {
    await(vertx.close());
  }

  private static void append(SessionStore store, Write... writes) {
    await(store.append(List.of(writes)));
  }

  @Test
  void whatWasSetAsideOfADeletedSessionGoesAndWhatIsOfOthersStays() throws IOException {
    SessionStore store = await(JsonStore.open(vertx, "json:" + folder, false, new MovableClock()));
    append(store, Trial.card("alice"), Trial.card("bob"));
    append(store, Trial.opening("talk", false, "alice", "bob"));
    append(store, Letter.from("alice", "bob").in("private").opens("Private").write());
    Path own = folder.resolve("000001.jsonl.damaged-7");
    Path cut = folder.resolve("000001.jsonl.damaged-8");
    Path other = folder.resolve("000001.jsonl.damaged-9");
    Files.writeString(own, "{\"session\":\"private\",\"body\":\"text-7Q\"}\n");
    Files.writeString(cut, "ody\":\"text-7Q\"}");
    Files.writeString(other, "{\"session\":\"talk\",\"body\":\"kept\"");
    await(store.delete("private"));
    assertThat(own).doesNotExist();
    assertThat(cut).doesNotExist();
    assertThat(other).exists();
    await(store.close());
  }
}
