package dev.multichat.store.redis;

import static dev.multichat.store.contract.Trial.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.core.Entry;
import dev.multichat.core.ErrorCode;
import dev.multichat.core.Message;
import dev.multichat.core.MultichatException;
import dev.multichat.store.Appended;
import dev.multichat.store.Outcome;
import dev.multichat.store.Write;
import dev.multichat.store.contract.Letter;
import dev.multichat.store.contract.MovableClock;
import dev.multichat.store.contract.Trial;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a store when its Redis stops, hangs, crashes, is full, or drops connections. */
class RedisFaultsTest {
  private final Vertx vertx = Vertx.vertx();
  private final MovableClock clock = new MovableClock();
  @TempDir Path folder;
  private RealRedis redis;
  private RedisStore store;

  @BeforeEach
  void start() {
    redis = RealRedis.brought(folder, "--appendonly", "yes", "--appendfsync", "always");
    store = open();
    for (String agent : List.of("alice", "bob")) {
      await(store.append(List.of(Trial.card(agent))));
    }
    await(store.append(List.of(Trial.opening("talk", false, "alice", "bob"))));
  }

  private RedisStore open() {
    return await(RedisStore.open(vertx, redis.url() + "?timeoutMs=1000", false, clock));
  }

  @AfterEach
  void stop() {
    await(store.close());
    redis.close();
    await(vertx.close());
  }

  private static Write write() {
    return Letter.from("alice", "bob").write();
  }

  private static List<Write> batch(int size) {
    return Stream.generate(RedisFaultsTest::write).limit(size).toList();
  }

  private List<Message> history() {
    return insist(() -> store.history("talk", 0, 100_000));
  }

  private ErrorCode refusal(Write write) {
    return Trial.refusal(store.append(List.of(write)));
  }

  /** Sends until it is answered, as a sender does that must know. */
  private Outcome insist(Write write) {
    return insist(() -> store.append(List.of(write))).outcomes().get(0);
  }

  private static <T> T insist(Supplier<Future<T>> asked) {
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

  private void checkNumbered(List<Message> history) {
    assertThat(history)
        .extracting(Message::seq)
        .isEqualTo(LongStream.rangeClosed(1, history.size()).boxed().toList());
    assertThat(history).extracting(Message::id).doesNotHaveDuplicates();
    assertThat(await(store.inspect())).isEmpty();
  }

  @Test
  void whileRedisIsStoppedSendsAreUnavailableAndAfterwardsItGoesOn() {
    Outcome before = insist(write());
    redis.stop();
    assertThat(refusal(write())).isIn(ErrorCode.UNAVAILABLE, ErrorCode.TIMEOUT);
    assertThat(refusal(write())).isEqualTo(ErrorCode.UNAVAILABLE);
    assertThat(Trial.refusal(store.feed(0, 1))).isEqualTo(ErrorCode.UNAVAILABLE);
    redis.start();
    Outcome after = insist(write());
    assertThat(after.entry().position()).isEqualTo(before.entry().position() + 1);
    checkNumbered(history());
  }

  @Test
  void whatWasSentWhileRedisHungIsAppendedOnceOrNever() {
    Write write = write();
    redis.pause();
    assertThat(refusal(write)).isEqualTo(ErrorCode.TIMEOUT);
    assertThat(refusal(write())).isEqualTo(ErrorCode.UNAVAILABLE);
    redis.resume();
    Outcome outcome = insist(write);
    assertThat(outcome.entry().message().id()).isEqualTo(write.entry().message().id());
    assertThat(history()).hasSize(1);
  }

  @Test
  void whatWasGivenUpDoesNotComeToPassLater() {
    for (int round = 0; round < 20; round++) {
      List<Write> given = batch(40);
      Future<Appended> appended = store.append(given);
      redis.ask("CLIENT KILL TYPE normal");
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

  @Test
  void whatComesLateOverAnOldConnectionIsRefused() {
    Address address = Address.of(redis.url());
    Link old = await(Link.open(vertx, address, Script.WRITES, List.of("multichat:", "it", "1")));
    await(old.call("fence", List.of("0")));
    Link next = await(Link.open(vertx, address, Script.WRITES, List.of("multichat:", "it", "2")));
    await(next.call("fence", List.of("0")));
    List<String> late = Batch.arguments(List.of(write()), "", clock.now());
    assertThat(old.call("append", late).toCompletionStage().toCompletableFuture())
        .failsWithin(Duration.ofSeconds(10))
        .withThrowableThat()
        .withMessageContaining("FENCED");
    assertThat(history()).isEmpty();
    await(next.call("append", late));
    assertThat(history()).hasSize(1);
    await(old.close());
    await(next.close());
  }

  private boolean isThere(Write write) {
    return insist(() -> store.known(write.entry().message().id())).isPresent();
  }

  @Test
  void connectionsThatAreCutUnderLoadLoseNothingThatWasTold() {
    List<String> told = new ArrayList<>();
    for (int round = 0; round < 15; round++) {
      List<Future<Appended>> begun =
          IntStream.range(0, 10).mapToObj(i -> store.append(batch(10))).toList();
      redis.ask("CLIENT KILL TYPE normal");
      for (Future<Appended> one : begun) {
        told.addAll(idsTold(one));
      }
      insist(write());
    }
    assertThat(history()).extracting(Message::id).containsAll(told);
    checkNumbered(history());
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
    for (int round = 0; round < 3; round++) {
      List<Future<Appended>> begun =
          IntStream.range(0, 20).mapToObj(i -> store.append(batch(50))).toList();
      await(begun.get(2));
      redis.kill();
      for (Future<Appended> one : begun) {
        told.addAll(idsTold(one));
      }
      redis.start();
      insist(Trial.mark(history().get(0), "bob", dev.multichat.core.ReceiptState.DELIVERED));
    }
    List<Message> history = history();
    assertThat(history.size() % 50).isZero();
    assertThat(history).extracting(Message::id).containsAll(told);
    checkNumbered(history);
  }

  @Test
  void aFullRedisRefusesTheWholeBatchAndLosesNothing() {
    insist(write());
    redis.ask("CONFIG SET maxmemory 1");
    assertThat(Trial.refusal(store.append(batch(5)))).isEqualTo(ErrorCode.STORAGE_FULL);
    assertThat(history()).hasSize(1);
    redis.ask("CONFIG SET maxmemory 0");
    insist(write());
    checkNumbered(history());
  }

  @Test
  void aWriteThatCannotBePlannedIsRefusedAlone() {
    redis.ask("HSET multichat:row talk broken");
    Appended appended = await(store.append(List.of(Trial.card("carol"), write(), write())));
    assertThat(appended.outcomes().get(0).entry()).isNotNull();
    assertThat(appended.outcomes().get(1).refused().code()).isEqualTo(ErrorCode.INTERNAL);
    assertThat(await(store.agent("carol"))).isPresent();
  }

  @Test
  void scriptsThatRedisForgotAreLoadedAgain() {
    redis.ask("SCRIPT FLUSH");
    insist(write());
    redis.ask("SCRIPT FLUSH");
    assertThat(history()).hasSize(1);
  }

  @Test
  void aRedisThatComesBackEmptyIsNotWrittenTo() {
    redis.ask("FLUSHALL");
    redis.stop();
    redis.start();
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500));
    assertThat(refusal(write())).isEqualTo(ErrorCode.UNAVAILABLE);
  }

  @Test
  void manyWritersOnOneServerAgreeOnEverything() {
    List<RedisStore> writers = IntStream.range(0, 4).mapToObj(i -> open()).toList();
    List<Write> shared = batch(50);
    List<Future<Appended>> all = new ArrayList<>();
    for (int round = 0; round < 50; round++) {
      for (RedisStore writer : writers) {
        all.add(writer.append(List.of(write(), shared.get(round), write())));
      }
    }
    List<Outcome> outcomes = all.stream().flatMap(f -> await(f).outcomes().stream()).toList();
    assertThat(outcomes).allMatch(outcome -> outcome.refused() == null);
    assertThat(outcomes).filteredOn(Outcome::known).hasSize(150);
    assertThat(history()).hasSize(450);
    checkNumbered(history());
    assertThat(await(store.inbox("bob", 0, 1000))).hasSize(450);
    assertThat(await(store.feed(0, 1000)))
        .extracting(Entry::position)
        .isEqualTo(LongStream.rangeClosed(1, 453).boxed().toList());
    writers.forEach(writer -> await(writer.close()));
  }
}
