package dev.multichat.store.redis;

import static dev.multichat.store.contract.Trial.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.core.ErrorCode;
import dev.multichat.core.Message;
import dev.multichat.core.MultichatException;
import dev.multichat.store.Outcome;
import dev.multichat.store.Write;
import dev.multichat.store.contract.Letter;
import dev.multichat.store.contract.MovableClock;
import dev.multichat.store.contract.Trial;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A store on a Redis of its own that may be made to fail, and words to speak to both. */
abstract class RedisTrial {
  final Vertx vertx = Vertx.vertx();
  final MovableClock clock = new MovableClock();
  @TempDir Path folder;
  RealRedis redis;
  RedisStore store;

  @BeforeEach
  void start() {
    redis = RealRedis.brought(folder, "--appendonly", "yes", "--appendfsync", "always");
    store = open();
    for (String agent : List.of("alice", "bob")) {
      await(store.append(List.of(Trial.card(agent))));
    }
    await(store.append(List.of(Trial.opening("talk", false, "alice", "bob"))));
  }

  RedisStore open() {
    return await(RedisStore.open(vertx, redis.url() + "?timeoutMs=1000", false, clock));
  }

  @AfterEach
  void stop() {
    await(store.close());
    redis.close();
    await(vertx.close());
  }

  static Write write() {
    return Letter.from("alice", "bob").write();
  }

  static List<Write> batch(int size) {
    return Stream.generate(RedisTrial::write).limit(size).toList();
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
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
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

  void checkNumbered(List<Message> history) {
    assertThat(history)
        .extracting(Message::seq)
        .isEqualTo(LongStream.rangeClosed(1, history.size()).boxed().toList());
    assertThat(history).extracting(Message::id).doesNotHaveDuplicates();
    assertThat(await(store.inspect())).isEmpty();
  }
}
