package dev.multichat.store.postgres;

import static dev.multichat.store.contract.Trial.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.core.ErrorCode;
import dev.multichat.core.Message;
import dev.multichat.core.MultichatException;
import dev.multichat.core.ReceiptState;
import dev.multichat.store.Appended;
import dev.multichat.store.Outcome;
import dev.multichat.store.Write;
import dev.multichat.store.contract.Trial;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a store when its PostgreSQL hangs, crashes, is full, or drops connections. */
class PostgresFaultsTest extends PostgresTrial {
  private static final String CUT =
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
          + " WHERE datname = current_database() AND application_name = 'multichat'";

  @TempDir static Path folder;
  private static RealPostgres own;

  /** As durable as a server is by itself. */
  @BeforeAll
  static void startPostgres() {
    own = RealPostgres.brought(folder, Map.of("fsync", "on", "synchronous_commit", "off"));
  }

  @AfterAll
  static void stopPostgres() {
    own.close();
  }

  @Override
  RealPostgres server() {
    return own;
  }

  @Override
  int timeoutMs() {
    return 5000;
  }

  @Test
  void whatWasSentWhilePostgresHungIsAppendedOnceOrNever() {
    Write write = write();
    await(store.feed(0, 1));
    own.pause();
    try {
      assertThat(refusal(write)).isEqualTo(ErrorCode.UNAVAILABLE);
      assertThat(Trial.refusal(store.feed(0, 1))).isEqualTo(ErrorCode.UNAVAILABLE);
    } finally {
      own.resume();
    }
    Outcome outcome = insist(write);
    assertThat(outcome.entry().message().id()).isEqualTo(write.entry().message().id());
    assertThat(history()).hasSize(1);
    checkNumbered(history());
  }

  @Test
  void whatWasGivenUpDoesNotComeToPassLater() {
    for (int round = 0; round < 20; round++) {
      List<Write> given = batch(40);
      Future<Appended> appended = store.append(given);
      sql(CUT);
      try {
        await(appended);
      } catch (MultichatException e) {
        assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE);
        boolean there = isThere(given.get(0));
        insist(write());
        assertThat(isThere(given.get(0))).isEqualTo(there);
      }
    }
    checkNumbered(history());
  }

  private boolean isThere(Write write) {
    return insist(() -> store.known(write.entry().message().id())).isPresent();
  }

  private static List<String> idsTold(Future<Appended> appended) {
    try {
      return await(appended).entries().stream().map(e -> e.message().id()).toList();
    } catch (MultichatException e) {
      assertThat(e.code()).isIn(ErrorCode.UNAVAILABLE, ErrorCode.TIMEOUT);
      return List.of();
    }
  }

  @Test
  void aCrashInTheMiddleOfBatchesLeavesWholeOnesAndAllThatWereTold() {
    List<String> told = new ArrayList<>();
    for (int round = 0; round < 2; round++) {
      List<Future<Appended>> begun =
          IntStream.range(0, 20).mapToObj(i -> store.append(batch(50))).toList();
      await(begun.get(2));
      own.kill();
      for (Future<Appended> one : begun) {
        told.addAll(idsTold(one));
      }
      assertThat(refusal(write())).isEqualTo(ErrorCode.UNAVAILABLE);
      own.start();
      insist(Trial.mark(history().get(0), "bob", ReceiptState.DELIVERED));
    }
    List<Message> history = history();
    assertThat(history.size() % 50).isZero();
    assertThat(history).extracting(Message::id).containsAll(told);
    checkNumbered(history);
  }

  @Test
  void commitsAreDurableWhateverTheServerDoesByItself() {
    sql(
        """
        CREATE FUNCTION multichat.tell() RETURNS trigger AS $$
        BEGIN IF current_setting('synchronous_commit') <> 'on' THEN
        RAISE EXCEPTION 'not durable'; END IF; RETURN new; END $$ LANGUAGE plpgsql;
        CREATE TRIGGER tell BEFORE INSERT ON multichat.entry
        FOR EACH ROW EXECUTE FUNCTION multichat.tell()""");
    assertThat(insist(write()).refused()).isNull();
    sql(CUT);
    assertThat(insist(write()).refused()).isNull();
    assertThat(store.info().durability()).isEqualTo("PostgreSQL syncs each commit to the disk");
  }

  @Test
  void aFullDiskRefusesTheWholeBatchAndLosesNothing() {
    insist(write());
    sql(
        """
        CREATE FUNCTION multichat.full() RETURNS trigger AS $$
        BEGIN RAISE EXCEPTION USING ERRCODE = '53100'; END $$ LANGUAGE plpgsql;
        CREATE TRIGGER full_disk BEFORE INSERT ON multichat.delivery
        FOR EACH ROW EXECUTE FUNCTION multichat.full()""");
    assertThat(Trial.refusal(store.append(batch(5)))).isEqualTo(ErrorCode.STORAGE_FULL);
    assertThat(history()).hasSize(1);
    sql("DROP TRIGGER full_disk ON multichat.delivery");
    insist(write());
    checkNumbered(history());
  }

  @Test
  void aStoreThatIsGoneIsNotMadeAnew() {
    sql("DROP SCHEMA multichat CASCADE");
    assertThat(refusal(write())).isEqualTo(ErrorCode.UNAVAILABLE);
    assertThat(Trial.refusal(store.known("none"))).isEqualTo(ErrorCode.UNAVAILABLE);
  }
}
