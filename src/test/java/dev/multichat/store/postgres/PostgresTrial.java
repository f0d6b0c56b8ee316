package dev.multichat.store.postgres;

import static dev.multichat.store.contract.Trial.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.core.ErrorCode;
import dev.multichat.core.Message;
import dev.multichat.core.MultichatException;
import dev.multichat.store.Outcome;
import dev.multichat.store.SessionStore;
import dev.multichat.store.Write;
import dev.multichat.store.contract.Letter;
import dev.multichat.store.contract.MovableClock;
import dev.multichat.store.contract.Trial;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A store in a database of its own, and words to speak to it and to its server. */
abstract class PostgresTrial {
  final Vertx vertx = Vertx.vertx();
  final MovableClock clock = new MovableClock();
  RealPostgres postgres;
  String url;
  SessionStore store;

  /** The server of a test. */
  RealPostgres server() {
    return RealPostgres.shared();
  }

  /** How long an answer may take. */
  int timeoutMs() {
    return 20_000;
  }

  @BeforeEach
  void start() {
    postgres = server();
    url = postgres.fresh() + "?timeoutMs=" + timeoutMs();
    store = open();
    await(store.append(List.of(Trial.card("alice"), Trial.card("bob"))));
    await(store.append(List.of(Trial.opening("talk", false, "alice", "bob"))));
  }

  SessionStore open() {
    return await(PostgresStore.open(vertx, url, false, clock));
  }

  @AfterEach
  void stop() {
    await(store.close());
    await(vertx.close());
  }

  static Write write() {
    return Letter.from("alice", "bob").write();
  }

  static List<Write> batch(int size) {
    return Stream.generate(PostgresTrial::write).limit(size).toList();
  }

  void sql(String statement) {
    postgres.execute(url, statement);
  }

  List<Message> history() {
    return insist(() -> store.history("talk", 0, 100_000));
  }

  ErrorCode refusal(Write write) {
    return Trial.refusal(store.append(List.of(write)));
  }

  /** Sends until it is answered, as a sender does that must know. */
  Outcome insist(Write write) {
    return insist(() -> store.append(List.of(write))).outcomes().get(0);
  }

  static <T> T insist(Supplier<Future<T>> asked) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (true) {
      try {
        return await(asked.get());
      } catch (MultichatException e) {
        assertThat(e.code()).isIn(ErrorCode.UNAVAILABLE, ErrorCode.TIMEOUT);
        assertThat(System.nanoTime()).as("still " + e.getMessage()).isLessThan(end);
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
      }
    }
  }

  static void until(BooleanSupplier done) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!done.getAsBoolean()) {
      assertThat(System.nanoTime()).as("it did not come to pass").isLessThan(end);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
    }
  }

  void checkNumbered(List<Message> history) {
    assertThat(history)
        .extracting(Message::seq)
        .isEqualTo(LongStream.rangeClosed(1, history.size()).boxed().toList());
    assertThat(history).extracting(Message::id).doesNotHaveDuplicates();
    assertThat(await(store.inspect())).isEmpty();
  }
}
