package dev.multichat.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.multichat.config.GuardSettings;
import dev.multichat.core.Caller;
import dev.multichat.core.ErrorCode;
import dev.multichat.core.MultichatException;
import dev.multichat.metrics.Meters;
import dev.multichat.store.contract.MovableClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {
  private static final Caller ADA = Caller.agent("ada");
  private static final Caller BOB = Caller.agent("bob");

  private final MovableClock clock = new MovableClock();
  private final Pace pace =
      new Pace(new GuardSettings(10, 3, 5, 2, 0, 1, 0, 0), clock, new Meters());

  private static void refused(Runnable sending, String said, String retryAfterMs) {
    MultichatException refusal = catchThrowableOfType(MultichatException.class, sending::run);
    assertThat(refusal).as("should have been refused").isNotNull();
    assertThat(refusal.code()).isEqualTo(ErrorCode.LIMITED);
    assertThat(refusal).hasMessageContaining(said);
    assertThat(refusal.details()).containsEntry("retryAfterMs", retryAfterMs);
  }

  @Test
  void anAgentIsToldWhenToTryAgainAndThenPasses() {
    for (int i = 0; i < 3; i++) {
      pace.sender(ADA);
    }
    refused(() -> pace.sender(ADA), "'ada' sends more than 10 messages a second", "100");
    pace.sender(BOB);
    clock.move(Duration.ofMillis(100));
    pace.sender(ADA);
  }

  @Test
  void aSessionIsFilledByAllTogether() {
    pace.into(ADA, "talk");
    pace.into(BOB, "talk");
    refused(() -> pace.into(ADA, "talk"), "session 'talk' are sent more than 5", "200");
    pace.into(ADA, "walk");
  }

  @Test
  void whoMayNotWriteUsesNothingUp() {
    for (int i = 0; i < 9; i++) {
      pace.into(BOB, "talk");
      pace.refused(BOB, "talk", MultichatException.forbidden("no"));
    }
    pace.into(ADA, "talk");
    pace.into(ADA, "talk");
    pace.refused(ADA, "talk", new MultichatException(ErrorCode.UNAVAILABLE, "perhaps"));
    refused(() -> pace.into(ADA, "talk"), "talk", "200");
  }

  @Test
  void operatorsPass() {
    assertThatCode(
            () -> {
              for (int i = 0; i < 99; i++) {
                pace.sender(Caller.operator());
                pace.into(Caller.operator(), "talk");
                pace.refused(Caller.operator(), "talk", MultichatException.conflict("no"));
              }
            })
        .doesNotThrowAnyException();
    pace.into(ADA, "talk");
    pace.into(ADA, "talk");
    refused(() -> pace.into(ADA, "talk"), "talk", "200");
  }
}
