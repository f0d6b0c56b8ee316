package dev.multichat.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {
  private static final String UUID = "0198f2c4-5b7e-7cc1-8a3e-1f0a9c3e55aa";

  @ParameterizedTest
  @ValueSource(strings = {"a", "0", "agent-2", "a.b_c-d", "console", "com10", "nullable", "x.con"})
  void namesThatAreAllowedStayAsTheyAre(String given) {
    assertThat(Names.agent(given)).isEqualTo(given);
    assertThat(Names.session(given)).isEqualTo(given);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        ".",
        "..",
        "../x",
        "a/b",
        "a\\b",
        "a b",
        "-a",
        "_a",
        ".a",
        "a.",
        "é",
        "a\0",
        "a\n",
        "con",
        "CON",
        "prn.txt",
        "aux",
        "nul",
        "com1",
        "lpt9.log",
        "*"
      })
  void namesThatAreNotAllowedAreInvalidAndShown(String given) {
    MultichatException refusal =
        catchThrowableOfType(MultichatException.class, () -> Names.session(given));
    assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID);
    assertThat(refusal.getMessage())
        .contains("session id")
        .doesNotContain("\n")
        .doesNotContain("\0");
    assertThatThrownBy(() -> Names.agent(given)).isInstanceOf(MultichatException.class);
  }

  @Test
  void lengthIsOneToSixtyFour() {
    assertThat(Names.agent("a".repeat(64))).hasSize(64);
    assertThatThrownBy(() -> Names.agent("a".repeat(65))).isInstanceOf(MultichatException.class);
  }

  @Test
  void capitalsAreFolded() {
    assertThat(Names.agent("Agent-2")).isEqualTo("agent-2");
    assertThat(Names.message(UUID.toUpperCase(Locale.ROOT))).isEqualTo(UUID);
  }

  @ParameterizedTest
  @ValueSource(strings = {"hub", "operator", "all", "ALL"})
  void idsOfTheHubAreTakenButMayBeAddressed(String given) {
    assertThatThrownBy(() -> Names.agent(given)).hasMessageContaining("taken");
    assertThat(Names.party(given)).isEqualToIgnoringCase(given);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "7",
        "0198f2c45b7e7cc18a3e1f0a9c3e55aa",
        "0198f2c4-5b7e-7cc1-8a3e-1f0a9c3e55ag",
        "{198f2c4-5b7e-7cc1-8a3e-1f0a9c3e55a}",
        "0198f2c4-5b7e-7cc1-8a3e1-f0a9c3e55aa"
      })
  void aMessageIdThatIsNoUuidIsInvalid(String given) {
    assertThatThrownBy(() -> Names.message(given))
        .isInstanceOf(MultichatException.class)
        .hasMessageContaining("UUID");
  }
}
