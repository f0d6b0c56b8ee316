package dev.multichat.store.sqlite;

import static dev.multichat.store.contract.Trial.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.multichat.core.ErrorCode;
import dev.multichat.core.MultichatException;
import dev.multichat.store.SessionStore;
import dev.multichat.store.Write;
import dev.multichat.store.contract.Letter;
import dev.multichat.store.contract.MovableClock;
import dev.multichat.store.contract.Trial;
import dev.multichat.store.sql.Queries;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.PoolOptions;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QueriesTest {
  private static final String SLOW =
      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000000)"
          + " SELECT count(*) FROM n";

  @TempDir Path folder;
  private Vertx vertx;
  private SessionStore store;

  @BeforeEach
  void start() {
    vertx = Vertx.vertx();
    store = await(SqliteStore.open(vertx, "sqlite:" + db(), false, new MovableClock()));
  }

  @AfterEach
  void stop() {
    await(store.close());
    await(vertx.close());
  }

  private Path db() {
    return folder.resolve("m.db");
  }

  @Test
  void aDamagedEntryIsNoFaultOfWhoAsksAndSaysWhereItIs() throws Exception {
    Write letter = Letter.from("alice", "bob").request().write();
    await(store.append(List.of(Trial.card("alice"), Trial.card("bob"))));
    await(store.append(List.of(Trial.opening("talk", false, "alice", "bob"), letter)));
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + db())) {
      connection.createStatement().execute("UPDATE entry SET doc = '{\"no\": 1}'");
    }
    String id = letter.entry().message().id();
    Stream<Future<?>> reads =
        Stream.of(
            store.feed(3, 10),
            store.history("talk", 0, 10),
            store.message(id),
            store.inbox("bob", 0, 10),
            store.receipts(id),
            store.exchange(id, 0, 500),
            store.openers("talk", Long.MAX_VALUE, 10));
    reads.forEach(QueriesTest::isDamagedAtFour);
    MultichatException again = await(store.append(List.of(letter))).outcomes().get(0).refused();
    assertThat(again.code()).isEqualTo(ErrorCode.INTERNAL);
  }

  private static void isDamagedAtFour(Future<?> read) {
    MultichatException failure = catchThrowableOfType(MultichatException.class, () -> await(read));
    assertThat(failure.code()).isEqualTo(ErrorCode.INTERNAL);
    assertThat(failure).hasMessageContaining("The entry at position 4 of the database is damaged");
  }

  @Test
  void whoWaitsTooLongForAReaderIsToldToAskAgain() {
    PoolOptions impatient =
        new PoolOptions().setConnectionTimeout(300).setConnectionTimeoutUnit(TimeUnit.MILLISECONDS);
    Queries queries =
        new Queries(
            new SqliteReaders(vertx, DataFile.of("sqlite:" + db()), impatient),
            SqliteDialect.INSTANCE);
    List<Future<List<Long>>> slow =
        Stream.generate(() -> queries.list(SLOW, row -> row.getLong(0))).limit(4).toList();
    assertThat(Trial.refusal(queries.list("SELECT 1", row -> row.getLong(0))))
        .isEqualTo(ErrorCode.UNAVAILABLE);
    slow.forEach(one -> assertThat(await(one)).containsExactly(5_000_000L));
    await(queries.close());
  }
}
