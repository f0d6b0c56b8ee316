package dev.multichat.store.sqlite;

import static dev.multichat.store.contract.Trial.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.core.Entry;
import dev.multichat.core.ErrorCode;
import dev.multichat.core.Message;
import dev.multichat.core.MultichatException;
import dev.multichat.store.Appended;
import dev.multichat.store.Outcome;
import dev.multichat.store.SessionStore;
import dev.multichat.store.Write;
import dev.multichat.store.contract.Letter;
import dev.multichat.store.contract.MovableClock;
import dev.multichat.store.contract.Trial;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What nobody foresaw about one write stays that write's own trouble. */
class SqliteStorePoisonTest {
  @TempDir Path folder;
  private Vertx vertx;
  private SessionStore store;

  @BeforeEach
  void start() {
    vertx = Vertx.vertx();
    store = open();
    append(Trial.card("alice"), Trial.card("bob"), Trial.opening("talk", false, "alice", "bob"));
  }

  @AfterEach
  void stop() {
    await(store.close());
    await(vertx.close());
  }

  private SessionStore open() {
    String url = "sqlite:" + folder.resolve("m.db");
    return await(SqliteStore.open(vertx, url, false, new MovableClock()));
  }

  private Appended append(Write... writes) {
    return await(store.append(List.of(writes)));
  }

  private static Letter letter() {
    return Letter.from("alice", "bob").request();
  }

  /** A hash that is none is noticed only after the entry was written. */
  private static Write poison(Letter letter) {
    Entry entry = Objects.requireNonNull(letter.write().entry());
    return Write.message(entry, "no hash", null, false);
  }

  @Test
  void onlyTheCulpritIsRefusedAndItsReasonIsNotShown() {
    Letter bad = letter();
    List<Outcome> outcomes =
        append(letter().write(), poison(bad), letter().write(), poison(letter()), letter().write())
            .outcomes();
    assertThat(outcomes)
        .extracting(o -> o.refused() == null)
        .containsExactly(true, false, true, false, true);
    MultichatException refused = Objects.requireNonNull(outcomes.get(1).refused());
    assertThat(refused.code()).isEqualTo(ErrorCode.INTERNAL);
    assertThat(refused.getMessage())
        .matches("The store failed; its log tells why under incident [0-9a-f-]{36}\\.");
    assertThat(await(store.message(bad.id()))).isEmpty();
    assertThat(await(store.known(bad.id()))).isEmpty();
  }

  @Test
  void theOthersStandInTheLogAsIfItHadNeverCome() {
    Letter answered = letter();
    Appended appended =
        append(
            answered.write(),
            poison(letter()),
            Letter.from("bob", "alice").answers(answered.id()).write(),
            Letter.from("bob", "alice").in("new").opens("New").write(),
            answered.write());
    assertThat(appended.outcomes().get(4).known()).isTrue();
    assertThat(appended.entries())
        .hasSize(4)
        .extracting(Entry::position)
        .containsExactly(4L, 5L, 6L, 7L);
    await(store.close());
    store = open();
    assertThat(await(store.feed(3, 100))).isEqualTo(appended.entries());
    append(letter().write());
    assertThat(await(store.history("talk", 0, 9)))
        .extracting(Message::seq)
        .containsExactly(1L, 2L, 3L);
    assertThat(await(store.lastPosition())).isEqualTo(8);
  }
}
