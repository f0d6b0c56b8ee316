package dev.multichat.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the records refuse because somebody once tried it. */
class HostileInputTest {
  @Test
  void nobodyTakesAnIdThatBelongsToAKey() {
    refused(() -> draft("0198f2c4-5b7e-8cc1-8a3e-1f0a9c3e55aa", null, null), "version 8");
    String ours = UuidCreator.getTimeOrderedEpoch().toString();
    assertThat(draft(ours, null, null).id()).isEqualTo(ours);
  }

  @Test
  void aBlankKeyIsNoKey() {
    refused(() -> draft(null, " ", null), "'key' is blank");
  }

  @Test
  void aTimeIsOneThatRfc3339CanWrite() {
    refused(() -> draft(null, null, Instant.MAX), "'replyBy'");
    refused(() -> draft(null, null, Instant.EPOCH.minusMillis(1)), "'replyBy'");
  }

  @Test
  void aNameIsSeenAsItIs() {
    refused(() -> Agent.of("agent-2", "Agent\u200b-3", "", ""), "cannot be seen");
    refused(() -> Agent.of("agent-2", "Agent-2", "\u202erole", ""), "cannot be seen");
  }

  @Test
  void aNameIsNotTheHubs() {
    refused(() -> Agent.of("agent-2", " Operator ", "", ""), "taken by the hub");
  }

  @Test
  void lettersOfOtherScriptsDoNotFoldToIds() {
    refused(() -> Names.agent("\u212aarl"), "not allowed");
    assertThat(Names.agent("Karl")).isEqualTo("karl");
  }

  private static void refused(ThrowingCallable attempt, String why) {
    MultichatException refusal = catchThrowableOfType(MultichatException.class, attempt);
    assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID);
    assertThat(refusal).hasMessageContaining(why);
  }

  private static Draft draft(@Nullable String id, @Nullable String key, @Nullable Instant by) {
    return new Draft(
        id,
        key,
        null,
        List.of("agent-3"),
        Kind.INFORM,
        "Hello",
        "",
        null,
        null,
        by,
        null,
        Importance.NORMAL,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        Map.of(),
        null);
  }
}
