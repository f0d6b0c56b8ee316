package dev.multichat.store.redis;

import static dev.multichat.store.contract.Trial.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.multichat.core.ErrorCode;
import dev.multichat.core.Message;
import dev.multichat.core.MultichatException;
import dev.multichat.store.Appended;
import dev.multichat.store.Outcome;
import dev.multichat.store.Write;
import dev.multichat.store.contract.Trial;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What becomes of a store when its Redis stops, hangs, crashes, is full, or drops connections. */
class RedisFaultsTest extends RedisTrial {
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
  void aRedisThatComesBackEmptyIsNotWrittenTo() {
    redis.ask("FLUSHALL");
    redis.stop();
    redis.start();
    assertThat(toldInTheEnd(() -> store.append(List.of(write())))).contains("start it with the");
    assertThat(toldInTheEnd(() -> store.known("none"))).contains("start it with the");
    assertThat(redis.ask("DBSIZE")).isEqualTo(":0");
  }

  /** Asks until the failure tells that the store is gone; what it told last. */
  private static String toldInTheEnd(Supplier<Future<?>> asked) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (true) {
      MultichatException failure =
          catchThrowableOfType(MultichatException.class, () -> await(asked.get()));
      assertThat(failure).as("it was answered").isNotNull();
      String told = String.valueOf(failure.getMessage());
      if (told.contains("came back without this store") || System.nanoTime() > end) {
        assertThat(failure.code()).isEqualTo(ErrorCode.UNAVAILABLE);
        return told;
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }
}
