package dev.multichat.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multichat.store.contract.MovableClock;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BucketsTest {
  private final MovableClock clock = new MovableClock();
  private final Buckets buckets = new Buckets(clock, 10, 3);

  private void takes(int tokens) {
    IntStream.range(0, tokens).forEach(i -> assertThat(buckets.take("a")).isZero());
  }

  @Test
  void aBurstPassesAndThenOneATime() {
    takes(3);
    assertThat(buckets.take("a")).isEqualTo(100);
    clock.move(Duration.ofMillis(60));
    assertThat(buckets.take("a")).isEqualTo(40);
    clock.move(Duration.ofMillis(40));
    takes(1);
    assertThat(buckets.take("a")).isEqualTo(100);
  }

  @Test
  void eachKeyHasItsOwn() {
    takes(3);
    assertThat(buckets.take("b")).isZero();
  }

  @Test
  void itIsNeverMoreThanFull() {
    takes(3);
    clock.move(Duration.ofHours(1));
    takes(3);
    assertThat(buckets.take("a")).isPositive();
  }

  @Test
  void whatIsGivenBackCanBeTakenAgain() {
    takes(3);
    buckets.giveBack("a");
    buckets.giveBack("unknown");
    takes(1);
    assertThat(buckets.take("a")).isPositive();
  }

  @Test
  void aClockThatIsSetBackLocksNobodyOut() {
    takes(3);
    clock.move(Duration.ofHours(-1));
    takes(1);
  }

  @Test
  void zeroIsNoLimit() {
    Buckets none = new Buckets(clock, 0, 1);
    IntStream.range(0, 10_000).forEach(i -> assertThat(none.take("a")).isZero());
    assertThat(none.size()).isZero();
  }

  @Test
  void thoseOfQuietKeysVanish() {
    for (int i = 0; i < 50_000; i++) {
      buckets.take("agent-" + i);
      clock.move(Duration.ofMillis(1));
    }
    assertThat(buckets.size()).isLessThan(1100);
  }
}
