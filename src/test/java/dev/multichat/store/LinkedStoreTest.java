package dev.multichat.store;

import static dev.multichat.store.contract.Trial.await;
import static dev.multichat.store.contract.Trial.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.core.ErrorCode;
import dev.multichat.store.json.JsonStore;
import dev.multichat.store.sqlite.SqliteStore;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store has one writer, whatever links lead to it. */
class LinkedStoreTest {
  private final Vertx vertx = Vertx.vertx();
  @TempDir Path folder;

  @AfterEach
  void close() {
    await(vertx.close());
  }

  @Test
  void aLinkToAFolderIsTheSameJsonStore() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("real"));
    String real = "json:" + folder.resolve("real");
    JsonStore store = await(JsonStore.open(vertx, real, false, Clock.systemUTC()));
    assertThat(refusal(JsonStore.open(vertx, "json:" + link, false, Clock.systemUTC())))
        .isEqualTo(ErrorCode.CONFLICT);
    await(store.close());
  }

  @Test
  void aLinkToAFileIsTheSameSqliteStore() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link.db"), folder.resolve("real.db"));
    String real = "sqlite:" + folder.resolve("real.db");
    SessionStore store = await(SqliteStore.open(vertx, real, false, Clock.systemUTC()));
    assertThat(refusal(SqliteStore.open(vertx, "sqlite:" + link, false, Clock.systemUTC())))
        .isEqualTo(ErrorCode.CONFLICT);
    await(store.close());
  }
}
