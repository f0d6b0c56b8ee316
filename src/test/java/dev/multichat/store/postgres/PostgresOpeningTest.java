package dev.multichat.store.postgres;

import static dev.multichat.store.contract.Trial.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.multichat.core.ErrorCode;
import dev.multichat.core.MultichatException;
import dev.multichat.store.SessionStore;
import dev.multichat.store.contract.MovableClock;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a store is opened, and what is refused with which words. */
class PostgresOpeningTest {
  private final Vertx vertx = Vertx.vertx();
  private final RealPostgres postgres = RealPostgres.shared();

  @AfterEach
  void stop() {
    await(vertx.close());
  }

  private SessionStore open(String url, boolean readOnly) {
    return await(PostgresStore.open(vertx, url, readOnly, new MovableClock()));
  }

  private MultichatException refusal(String url, boolean readOnly) {
    MultichatException refusal =
        catchThrowableOfType(MultichatException.class, () -> open(url, readOnly));
    assertThat(refusal).as("should have been refused").isNotNull();
    return refusal;
  }

  @Test
  void anEmptyDatabaseIsNoStoreToReadAndStaysEmpty() {
    String url = postgres.fresh();
    MultichatException refusal = refusal(url, true);
    assertThat(refusal.code()).isEqualTo(ErrorCode.UNAVAILABLE);
    assertThat(refusal).hasMessageContaining("holds no store; start the daemon once");
    postgres.execute(url, "CREATE SCHEMA multichat");
  }

  @Test
  void aNewerSchemaIsRefusedByNameAndNotTouched() {
    String url = postgres.fresh();
    await(open(url, false).close());
    postgres.execute(url, "UPDATE multichat.meta SET value = '9' WHERE name = 'schema'");
    for (boolean readOnly : new boolean[] {true, false}) {
      MultichatException refusal = refusal(url, readOnly);
      assertThat(refusal.code()).isEqualTo(ErrorCode.CONFLICT);
      assertThat(refusal).hasMessageEndingWith("has schema 9; this version knows up to 1.");
    }
  }

  @Test
  void theSchemaOfAnotherProgramIsLeftAlone() {
    String url = postgres.fresh();
    postgres.execute(url, "CREATE SCHEMA multichat; CREATE TABLE multichat.theirs (x integer)");
    assertThat(refusal(url, false)).hasMessageContaining("belongs to another program");
  }

  @Test
  void severalMayMakeTheStoreAtOnce() {
    String url = postgres.fresh();
    var opened =
        IntStream.range(0, 4)
            .mapToObj(i -> PostgresStore.open(vertx, url, false, new MovableClock()))
            .toList();
    List<SessionStore> stores = opened.stream().map(one -> (SessionStore) await(one)).toList();
    assertThat(stores).extracting(store -> store.info().epoch()).containsOnly(epoch(stores));
    stores.forEach(store -> await(store.close()));
  }

  private static String epoch(List<SessionStore> stores) {
    return stores.get(0).info().epoch();
  }

  @Test
  void itTellsWhatItIsWithoutItsPassword() {
    SessionStore store = open(postgres.fresh() + "?schema=other", false);
    assertThat(store.shared()).isTrue();
    assertThat(store.info().url()).matches("postgresql://127.0.0.1:\\d+/db\\w+\\?schema=other");
    assertThat(store.info().durability()).startsWith("fsync off");
    assertThat(store.info().schema()).isEqualTo(1);
    await(store.close());
  }

  @Test
  void whoIsNotThereIsNamedWithoutItsPassword() {
    MultichatException refusal = refusal("postgresql://u:geheim@127.0.0.1:1/db", false);
    assertThat(refusal.code()).isEqualTo(ErrorCode.UNAVAILABLE);
    assertThat(refusal).hasMessageContaining("postgresql://127.0.0.1:1/db cannot be reached");
    assertThat(refusal.getMessage()).doesNotContain("geheim");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgresql://h/db",
        "postgresql://u:geheim@h",
        "postgresql://u:ge/heim@h/db",
        "postgresql://u:ge heim@h/db",
        "postgresql://u:geheim@h/db?sslmode=perhaps",
        "postgresql://u:geheim@h/db?schema=No%3B",
        "postgresql://u:geheim@h/db?timeoutMs=0",
        "postgresql://u:geheim@h/db?password=geheim"
      })
  void aUrlThatCannotBeUsedIsRefusedWithoutRepeatingIt(String url) {
    MultichatException refusal = refusal(url, false);
    assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID);
    assertThat(refusal).hasMessageContaining("give one such as postgresql://user:password@");
    assertThat(refusal.getMessage()).doesNotContain("geheim");
  }
}
