package dev.multichat.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SpeedTest {
  private final Speed speed = new Speed();

  private double look(double seconds, long count) {
    return speed.perSecond(count, (long) (seconds * TimeUnit.SECONDS.toNanos(1)));
  }

  @Test
  void theFirstLooksTellOfNothing() {
    assertThat(look(0, 1_000_000)).isZero();
    assertThat(look(0.5, 1_000_000)).isZero();
  }

  @Test
  void itIsTheMeanOfTheLastTenSeconds() {
    look(0, 0);
    assertThat(look(2, 20)).isEqualTo(10);
    assertThat(look(4, 21)).isEqualTo(5.3);
    for (int second = 6; second <= 16; second += 2) {
      look(second, 21);
    }
    assertThat(look(18, 21)).isZero();
  }

  @Test
  void whoLooksOftenLearnsTheSame() {
    for (int tenth = 0; tenth <= 300; tenth++) {
      look(tenth / 10.0, tenth * 5L);
    }
    assertThat(look(30.1, 1505)).isEqualTo(50);
  }

  @Test
  void aLookAfterALongTimeTellsOfNoOldTimes() {
    look(0, 0);
    look(3600, 100_000);
    assertThat(look(3602, 100_010)).isEqualTo(5);
  }
}
