package dev.multichat.store.postgres;

import static dev.multichat.store.contract.Trial.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.core.Entry;
import dev.multichat.core.ErrorCode;
import dev.multichat.core.MultichatException;
import dev.multichat.store.Appended;
import dev.multichat.store.Outcome;
import dev.multichat.store.SessionStore;
import dev.multichat.store.Write;
import dev.multichat.store.contract.Letter;
import dev.multichat.store.contract.Trial;
import io.vertx.core.Future;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Several stores that write into one database, and writes that it does not take. */
class PostgresWritersTest extends PostgresTrial {
  private static final String WAITING =
      "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
          + " AND application_name = 'multichat' AND wait_event_type = 'Lock'";

  /** Whoever writes this text waits for a lock that the test has, after it took its positions. */
  private void delay() {
    sql(
        """
        CREATE FUNCTION multichat.wait() RETURNS trigger AS $$
        BEGIN PERFORM pg_advisory_xact_lock(77); RETURN new; END $$ LANGUAGE plpgsql;
        CREATE TRIGGER wait BEFORE INSERT ON multichat.entry FOR EACH ROW
        WHEN (new.doc LIKE '%slowly%') EXECUTE FUNCTION multichat.wait()""");
  }

  private static boolean waits(Connection connection, int sessions) {
    try (var told = connection.createStatement().executeQuery(WAITING)) {
      return told.next() && told.getInt(1) >= sessions;
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aReaderOfTheFeedNeverSkipsARowThatIsCommittedLate() throws Exception {
    delay();
    SessionStore other = open();
    Write late = Letter.from("alice", "bob").body("slowly").write();
    Write quick = Letter.from("alice", "bob").body("quickly").write();
    List<Entry> read = new ArrayList<>();
    Future<Appended> first;
    Future<Appended> second;
    try (Connection connection = postgres.connect(url)) {
      connection.createStatement().execute("SELECT pg_advisory_lock(77)");
      first = store.append(List.of(late));
      until(() -> waits(connection, 1));
      second = other.append(List.of(quick));
      until(() -> waits(connection, 2) || second.isComplete());
      read.addAll(await(store.feed(0, 100)));
    }
    assertThat(await(first).outcomes().get(0).refused()).isNull();
    assertThat(await(second).outcomes().get(0).refused()).isNull();
    read.addAll(await(other.feed(read.get(read.size() - 1).position(), 100)));
    assertThat(read)
        .extracting(Entry::position)
        .isEqualTo(LongStream.rangeClosed(1, 5).boxed().toList());
    assertThat(read.stream().map(Entry::message).filter(Objects::nonNull))
        .extracting(message -> message.id())
        .containsExactly(late.entry().message().id(), quick.entry().message().id());
    await(other.close());
  }

  @Test
  void manyWritersOnOneDatabaseAgreeOnEverything() {
    List<SessionStore> writers = IntStream.range(0, 3).mapToObj(i -> open()).toList();
    List<Write> shared = batch(20);
    List<Future<Appended>> all = new ArrayList<>();
    for (int round = 0; round < 20; round++) {
      for (SessionStore writer : writers) {
        all.add(writer.append(List.of(write(), shared.get(round), write())));
      }
    }
    List<Outcome> outcomes = all.stream().flatMap(f -> await(f).outcomes().stream()).toList();
    assertThat(outcomes).allMatch(outcome -> outcome.refused() == null);
    assertThat(outcomes).filteredOn(Outcome::known).hasSize(40);
    assertThat(history()).hasSize(140);
    checkNumbered(history());
    assertThat(await(store.inbox("bob", 0, 1000))).hasSize(140);
    assertThat(await(store.feed(0, 1000)))
        .extracting(Entry::position)
        .isEqualTo(LongStream.rangeClosed(1, 143).boxed().toList());
    writers.forEach(writer -> await(writer.close()));
  }

  @Test
  void whatAnotherWriterChangedIsKnownAtOnce() {
    SessionStore other = open();
    await(other.append(List.of(write())));
    assertThat(refused(store, Trial.card("alice"))).isNull();
    assertThat(await(other.delete("talk"))).isEqualTo(1);
    assertThat(refused(store, write())).isEqualTo(ErrorCode.NOT_FOUND);
    await(other.close());
  }

  private static ErrorCode refused(SessionStore store, Write write) {
    MultichatException why = await(store.append(List.of(write))).outcomes().get(0).refused();
    return why == null ? null : why.code();
  }

  @Test
  void aWriteThatTheDatabaseDoesNotTakeIsRefusedAlone() {
    sql("ALTER TABLE multichat.entry ADD CHECK (doc NOT LIKE '%poison%')");
    Write poison = Letter.from("alice", "bob").body("poison").write();
    Appended appended = await(store.append(List.of(write(), poison, write())));
    assertThat(appended.outcomes())
        .extracting(outcome -> outcome.refused() == null)
        .containsExactly(true, false, true);
    MultichatException refused = Objects.requireNonNull(appended.outcomes().get(1).refused());
    assertThat(refused.code()).isEqualTo(ErrorCode.INTERNAL);
    assertThat(refused.getMessage()).startsWith("The store failed; its log tells why");
    assertThat(await(store.known(poison.entry().message().id()))).isEmpty();
    assertThat(await(store.feed(3, 100))).isEqualTo(appended.entries());
    checkNumbered(history());
  }

  @Test
  void textsThatPostgresCannotHoldSurvive() {
    String odd = "NUL \0, \1, \1\2, \1\3, \\u0000, back\\slash";
    var card = dev.multichat.core.Agent.of("carol", "Carol", "Tester", odd);
    Write odder = Write.event(Entry.agent(card, "carol"), false);
    await(store.append(List.of(odder)));
    assertThat(await(store.agent("carol")).orElseThrow().capabilities()).isEqualTo(odd);
    SessionStore other = open();
    assertThat(await(other.append(List.of(odder))).outcomes()).containsExactly(Outcome.DONE);
    await(other.close());
    Stream.of(odd, "\\\\u0000\0\\").forEach(body -> send(body));
    assertThat(history()).extracting(message -> message.body()).contains(odd, "\\\\u0000\0\\");
    assertThat(await(store.agenda("bob")).awaiting()).hasSize(2);
  }

  private void send(String body) {
    await(store.append(List.of(Letter.from("alice", "bob").request().body(body).write())));
  }
}
