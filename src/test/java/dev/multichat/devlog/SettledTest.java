package dev.multichat.devlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SettledTest {
  private final Settled settled = new Settled(7, Duration.ofNanos(100));

  @Test
  void aPositionHasSettledOnceTheDelayIsOver() {
    settled.reached(10, 0);
    settled.reached(20, 50);
    assertThat(settled.at(99)).isEqualTo(7);
    assertThat(settled.at(100)).isEqualTo(10);
    assertThat(settled.at(149)).isEqualTo(10);
    assertThat(settled.at(500)).isEqualTo(20);
  }

  @Test
  void reachedAgainItSettlesNoLater() {
    settled.reached(10, 0);
    settled.reached(10, 90);
    assertThat(settled.at(100)).isEqualTo(10);
  }
}
