package dev.multichat.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What others wrote, in the notice of a hook. */
class HookNoticeTest {
  @Test
  void whatCannotBeSeenIsLeftOut() {
    String hidden =
        "a\u001b\u0007b\u202e\u2066c\u200b\u2060\ufeffd\u2028e\u00ad\u034f\u3164\u2800\ufe0f"
            + "\udb40\udc41\udb40\udd00\ue000f";
    assertThat(HookNotice.plain(hidden)).isEqualTo("abcd ef".replace(" ", ""));
    assertThat(HookNotice.plain(" Größe\r\n\t\"42\" 😀 ")).isEqualTo("Größe '42' 😀");
    assertThat(HookNotice.plain("\u200b \u202e")).isEmpty();
    assertThat(HookNotice.plain("0\u200c1\u200d1")).isEqualTo("011");
  }

  @Test
  void aLongOneIsCutBetweenCharacters() {
    assertThat(HookNotice.plain("x".repeat(80))).isEqualTo("x".repeat(80));
    assertThat(HookNotice.plain("😀".repeat(81))).isEqualTo("😀".repeat(80) + "…");
  }

  @Test
  void eachFindsItsOwnMark() {
    assertThat(HookNotice.told("agent-2", ",agent-22:a,agent-2:b")).isEqualTo("b");
    assertThat(HookNotice.told("agent-3", ",agent-2:b")).isEmpty();
  }
}
